from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'appeals/claim_dispute.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_practice = resolve('practice')
    l_0_patient = resolve('patient')
    l_0_coverage = resolve('coverage')
    l_0_denial = resolve('denial')
    l_0_letter_date = resolve('letter_date')
    l_0_to = resolve('to')
    l_0_invented = resolve('invented')
    l_0_orderer = resolve('orderer')
    l_0_total = resolve('total')
    l_0_standing = resolve('standing')
    l_0_lines = resolve('lines')
    l_0_notice_enclosed = resolve('notice_enclosed')
    l_0_papers = resolve('papers')
    l_0_part = missing
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    pass
    yield '\n\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/letter.md.j2', 'appeals/claim_dispute.md.j2').make_module(context.get_all(), True, {'part': l_0_part})
    context.exported_vars.discard('part')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'letterhead'), (undefined(name='practice') if l_0_practice is missing else l_0_practice))))
    yield '\n\n::: running\nRe: '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', member ID '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
    if environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'claim_number'):
        pass
        yield ', claim '
        yield str(environment.finalize(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'claim_number')))
    yield '\n:::\n\n::: footer\nConfidential health information\n:::\n\n'
    yield str(environment.finalize((undefined(name='letter_date') if l_0_letter_date is missing else l_0_letter_date)))
    yield '\n\n::: lines\n'
    yield str(environment.finalize(environment.getattr((undefined(name='to') if l_0_to is missing else l_0_to), 'name')))
    yield '\n'
    for l_1_line in t_1(environment.getattr((undefined(name='to') if l_0_to is missing else l_0_to), 'lines')):
        _loop_vars = {}
        pass
        yield str(environment.finalize(l_1_line))
        yield '\n'
    l_1_line = missing
    if environment.getattr((undefined(name='to') if l_0_to is missing else l_0_to), 'fax'):
        pass
        yield 'Fax '
        yield str(environment.finalize(environment.getattr((undefined(name='to') if l_0_to is missing else l_0_to), 'fax')))
        yield '\n'
    if environment.getattr((undefined(name='to') if l_0_to is missing else l_0_to), 'portal'):
        pass
        yield 'Portal '
        yield str(environment.finalize(environment.getattr((undefined(name='to') if l_0_to is missing else l_0_to), 'portal')))
        yield '\n'
    yield ':::\n\n# Claim dispute\n\n'
    if (undefined(name='invented') if l_0_invented is missing else l_0_invented):
        pass
        yield '*This is an example. The patient, the clinicians, and the practice are invented.*\n'
    yield '\n::: keys\nPatient: | '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', date of birth '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'birth_date')))
    yield '\nMember: | ID '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
    if environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'group'):
        pass
        yield ', group '
        yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'group')))
    yield '\n'
    if environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'claim_number'):
        pass
        yield 'Claim: | '
        yield str(environment.finalize(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'claim_number')))
        yield '\n'
    yield 'Remittance: | '
    yield str(environment.finalize(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'date')))
    if environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'reference'):
        pass
        yield ', reference '
        yield str(environment.finalize(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'reference')))
    yield '\nProvider: | '
    yield str(environment.finalize(environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'name')))
    yield ', NPI '
    yield str(environment.finalize(environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'npi')))
    if environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'npi'):
        pass
        yield '; billing NPI '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'npi')))
    if environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'tin'):
        pass
        yield ', TIN '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'tin')))
    yield '\n'
    if (undefined(name='total') if l_0_total is missing else l_0_total):
        pass
        yield 'Disputed: | '
        yield str(environment.finalize((undefined(name='total') if l_0_total is missing else l_0_total)))
        yield '\n'
    yield ':::\n\nTo the claims department:\n\n'
    if (undefined(name='standing') if l_0_standing is missing else l_0_standing):
        pass
        yield 'On behalf of the member, as '
        yield str(environment.finalize(environment.getattr((undefined(name='standing') if l_0_standing is missing else l_0_standing), 'relation')))
        yield ' ('
        yield str(environment.finalize(environment.getattr((undefined(name='standing') if l_0_standing is missing else l_0_standing), 'person')))
        yield ', authorization signed '
        yield str(environment.finalize(environment.getattr((undefined(name='standing') if l_0_standing is missing else l_0_standing), 'signed')))
        yield ', enclosed), we dispute'
    else:
        pass
        yield 'We dispute'
    yield ' the decision of '
    yield str(environment.finalize(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'date')))
    yield ' on the claim lines below, and ask that they be processed again and paid. This is a dispute of the claim; it is not a corrected claim, and it asks for no clinical review.\n\n::: table widths=2,8,5,3,4,4\n| Line | Service | Date | Units | Charged | Paid |\n|-----:|---------|------|------:|--------:|-----:|\n'
    for l_1_row in t_1((undefined(name='lines') if l_0_lines is missing else l_0_lines)):
        _loop_vars = {}
        pass
        yield '| '
        yield str(environment.finalize(environment.getattr(l_1_row, 'number')))
        yield ' | '
        yield str(environment.finalize(environment.getattr(l_1_row, 'code')))
        if environment.getattr(l_1_row, 'meaning'):
            pass
            yield ': '
            yield str(environment.finalize(environment.getattr(l_1_row, 'meaning')))
        yield ' | '
        yield str(environment.finalize((environment.getattr(l_1_row, 'date') or 'not recorded')))
        yield ' | '
        yield str(environment.finalize((environment.getattr(l_1_row, 'units') or 'not recorded')))
        yield ' | '
        yield str(environment.finalize((environment.getattr(l_1_row, 'charged') or 'not recorded')))
        yield ' | '
        yield str(environment.finalize((environment.getattr(l_1_row, 'paid') or 'not recorded')))
        yield ' |\n'
    l_1_row = missing
    yield ':::\n\n'
    for l_1_row in t_1((undefined(name='lines') if l_0_lines is missing else l_0_lines)):
        _loop_vars = {}
        pass
        yield '## Line '
        yield str(environment.finalize(environment.getattr(l_1_row, 'number')))
        yield ': '
        yield str(environment.finalize(environment.getattr(l_1_row, 'code')))
        if environment.getattr(l_1_row, 'date'):
            pass
            yield ', '
            yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
        yield '\n\n'
        for l_2_one in t_1(environment.getattr(l_1_row, 'codes')):
            _loop_vars = {}
            pass
            yield 'The remittance gives '
            yield str(environment.finalize(environment.getattr(l_2_one, 'code')))
            if environment.getattr(l_2_one, 'meaning'):
                pass
                yield ' ('
                yield str(environment.finalize(environment.getattr(l_2_one, 'meaning')))
                yield ')'
            if environment.getattr(l_2_one, 'amount'):
                pass
                yield ', '
                yield str(environment.finalize(environment.getattr(l_2_one, 'amount')))
            for l_3_remark in t_1(environment.getattr(l_2_one, 'remarks')):
                _loop_vars = {}
                pass
                yield '; remark '
                yield str(environment.finalize(environment.getattr(l_3_remark, 'code')))
                if environment.getattr(l_3_remark, 'meaning'):
                    pass
                    yield ' ('
                    yield str(environment.finalize(environment.getattr(l_3_remark, 'meaning')))
                    yield ')'
            l_3_remark = missing
            yield '.\n\n'
        l_2_one = missing
        for l_2_one in t_1(environment.getattr(l_1_row, 'authorizations')):
            _loop_vars = {}
            pass
            yield '- Authorization '
            yield str(environment.finalize(environment.getattr(l_2_one, 'number')))
            if environment.getattr(l_2_one, 'decided'):
                pass
                yield ', given '
                yield str(environment.finalize(environment.getattr(l_2_one, 'decided')))
            if environment.getattr(l_2_one, 'from'):
                pass
                yield ', valid from '
                yield str(environment.finalize(environment.getattr(l_2_one, 'from')))
            if environment.getattr(l_2_one, 'to'):
                pass
                yield ' to '
                yield str(environment.finalize(environment.getattr(l_2_one, 'to')))
            if environment.getattr(l_2_one, 'units'):
                pass
                yield ', '
                yield str(environment.finalize(environment.getattr(l_2_one, 'units')))
                yield ' of this code'
            if environment.getattr(l_2_one, 'delivered'):
                pass
                yield '; sessions of this code recorded under it up to and on this date: '
                yield str(environment.finalize(environment.getattr(l_2_one, 'delivered')))
            yield '.\n'
        l_2_one = missing
        for l_2_one in t_1(environment.getattr(l_1_row, 'sessions')):
            _loop_vars = {}
            pass
            yield '- Session of '
            yield str(environment.finalize(environment.getattr(l_2_one, 'date')))
            if environment.getattr(l_2_one, 'number'):
                pass
                yield ' (number '
                yield str(environment.finalize(environment.getattr(l_2_one, 'number')))
                yield ' of the course)'
            yield ' is recorded in the chart'
            if environment.getattr(l_2_one, 'signed'):
                pass
                yield ', signed by the clinician on '
                yield str(environment.finalize(environment.getattr(l_2_one, 'signed')))
            yield '.\n'
        l_2_one = missing
        yield '\n'
    l_1_row = missing
    yield '\n'
    if environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'contact'):
        pass
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'contact')))
        yield ' answers questions (telephone '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone')))
        yield ').'
    elif environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone'):
        pass
        yield 'Questions: telephone '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone')))
        yield '.'
    yield ' Please send the decision in writing to the address above.\n\n::: signature closing="Sincerely,"\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'signed_by'), (undefined(name='orderer') if l_0_orderer is missing else l_0_orderer))))
    yield '\n:::\n\nEnclosures: remittance of '
    yield str(environment.finalize((undefined(name='notice_enclosed') if l_0_notice_enclosed is missing else l_0_notice_enclosed)))
    if (undefined(name='standing') if l_0_standing is missing else l_0_standing):
        pass
        yield '; authorization of representative ('
        yield str(environment.finalize(environment.getattr((undefined(name='standing') if l_0_standing is missing else l_0_standing), 'signed')))
        yield ')'
    for l_1_row in t_1((undefined(name='papers') if l_0_papers is missing else l_0_papers)):
        _loop_vars = {}
        pass
        yield '; '
        yield str(environment.finalize(environment.getattr(l_1_row, 'title')))
        if environment.getattr(l_1_row, 'date'):
            pass
            yield ' ('
            yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
            yield ')'
    l_1_row = missing
    yield '.\n'

blocks = {}
debug_info = '6=32&7=34&10=36&18=44&21=46&22=48&23=51&25=54&26=57&28=59&29=62&35=65&40=69&41=73&43=79&44=82&46=85&48=91&50=103&51=106&57=109&62=124&63=128&67=146&68=150&71=158&72=162&75=185&76=189&78=213&79=217&84=233&87=245&90=247'
origin = ('54e83de28ef70b8c9e9454a32e557348805233c40bb3ce0abd9365cf7ae61938', '3.1.6')
