from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'partials/appeal.md.j2'

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
    l_0_level = resolve('level')
    l_0_invented = resolve('invented')
    l_0_quotes = resolve('quotes')
    l_0_jeopardy = resolve('jeopardy')
    l_0_rights = resolve('rights')
    l_0_attestations = resolve('attestations')
    l_0_orderer = resolve('orderer')
    l_0_notice_enclosed = resolve('notice_enclosed')
    l_0_standing = resolve('standing')
    l_0_enclosures = resolve('enclosures')
    l_0_part = l_0_figures = l_0_own = missing
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    try:
        t_2 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    pass
    l_0_part = context.vars['part'] = environment.get_template('partials/letter.md.j2', 'partials/appeal.md.j2').make_module(context.get_all(), True, {'figures': l_0_figures, 'own': l_0_own, 'part': l_0_part})
    context.exported_vars.discard('part')
    l_0_figures = context.vars['figures'] = environment.get_template('partials/figures.md.j2', 'partials/appeal.md.j2').make_module(context.get_all(), True, {'figures': l_0_figures, 'own': l_0_own, 'part': l_0_part})
    context.exported_vars.discard('figures')
    l_0_own = context.vars['own'] = environment.get_template('partials/appeal_reason.md.j2', 'partials/appeal.md.j2').make_module(context.get_all(), True, {'figures': l_0_figures, 'own': l_0_own, 'part': l_0_part})
    context.exported_vars.discard('own')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'letterhead'), (undefined(name='practice') if l_0_practice is missing else l_0_practice))))
    yield '\n\n::: running\nRe: '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', member ID '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
    yield ', notice of '
    yield str(environment.finalize(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'date')))
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
    if (((undefined(name='level') if l_0_level is missing else l_0_level) == 'external') and (not environment.getattr((undefined(name='to') if l_0_to is missing else l_0_to), 'lines'))):
        pass
        yield 'External review\n'
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
    yield ':::\n\n# '
    yield from context.blocks['heading'][0](context)
    yield '\n\n'
    if (undefined(name='invented') if l_0_invented is missing else l_0_invented):
        pass
        yield '*This is an example. The patient, the clinicians, and the practice are invented.*\n'
    yield '\n'
    yield from context.blocks['reference'][0](context)
    yield '\n'
    yield from context.blocks['salutation'][0](context)
    yield '\n\n'
    yield from context.blocks['opening'][0](context)
    yield '\n\n'
    l_1_loop = missing
    for l_1_row, l_1_loop in LoopContext(t_1((undefined(name='quotes') if l_0_quotes is missing else l_0_quotes)), undefined):
        _loop_vars = {}
        pass
        if environment.getattr(l_1_loop, 'first'):
            pass
            if (t_2((undefined(name='quotes') if l_0_quotes is missing else l_0_quotes)) == 1):
                pass
                yield 'The notice states this reason:'
            else:
                pass
                yield 'The notice states these reasons:'
            yield '\n\n'
        yield '> '
        if (t_2((undefined(name='quotes') if l_0_quotes is missing else l_0_quotes)) > 1):
            pass
            yield str(environment.finalize(environment.getattr(l_1_row, 'number')))
            yield '. '
        yield '"'
        yield str(environment.finalize(environment.getattr(l_1_row, 'quote')))
        yield '"'
        if environment.getattr(l_1_row, 'page'):
            pass
            yield ' (page '
            yield str(environment.finalize(environment.getattr(l_1_row, 'page')))
            yield ')'
        yield '\n\n'
    l_1_loop = l_1_row = missing
    yield '\n'
    yield from context.blocks['history'][0](context)
    yield '\n\n'
    if (undefined(name='jeopardy') if l_0_jeopardy is missing else l_0_jeopardy):
        pass
        yield "Reason for the expedited review, in the clinician's words ("
        yield str(environment.finalize(environment.getattr((undefined(name='jeopardy') if l_0_jeopardy is missing else l_0_jeopardy), 'by')))
        yield ', '
        yield str(environment.finalize(environment.getattr((undefined(name='jeopardy') if l_0_jeopardy is missing else l_0_jeopardy), 'date')))
        yield '): "'
        yield str(environment.finalize(environment.getattr((undefined(name='jeopardy') if l_0_jeopardy is missing else l_0_jeopardy), 'text')))
        yield '" Please decide within the time limit for expedited review and telephone the decision to '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone')))
        yield '.\n'
    yield '\n'
    yield from context.blocks['reasons'][0](context)
    yield '\n'
    yield from context.blocks['timeline'][0](context)
    yield '\n'
    yield from context.blocks['texts'][0](context)
    yield '\n'
    yield from context.blocks['clinical'][0](context)
    yield '\n'
    yield from context.blocks['criteria'][0](context)
    yield '\n'
    yield from context.blocks['evidence'][0](context)
    yield '\n'
    yield from context.blocks['precedents'][0](context)
    yield '\n'
    if (undefined(name='rights') if l_0_rights is missing else l_0_rights):
        pass
        yield '## Requests to the plan\n\nI ask the plan for:\n\n'
        l_1_loop = missing
        for l_1_row, l_1_loop in LoopContext(t_1((undefined(name='rights') if l_0_rights is missing else l_0_rights)), undefined):
            _loop_vars = {}
            pass
            yield '- '
            yield str(environment.finalize(environment.getattr(l_1_row, 'ask')))
            if environment.getattr(l_1_row, 'law'):
                pass
                yield ' (under '
                yield str(environment.finalize(environment.getattr(l_1_row, 'law')))
                yield ')'
            if environment.getattr(l_1_loop, 'last'):
                pass
                yield '.'
            else:
                pass
                yield ';'
            yield '\n'
        l_1_loop = l_1_row = missing
    yield '\n'
    yield from context.blocks['closing'][0](context)
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'attested'), (undefined(name='attestations') if l_0_attestations is missing else l_0_attestations))))
    yield '\n\n::: signature closing="Sincerely,"\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'signed_by'), (undefined(name='orderer') if l_0_orderer is missing else l_0_orderer))))
    yield '\n:::\n\nEnclosures: notice of '
    yield str(environment.finalize((undefined(name='notice_enclosed') if l_0_notice_enclosed is missing else l_0_notice_enclosed)))
    if (undefined(name='standing') if l_0_standing is missing else l_0_standing):
        pass
        yield '; authorization of representative ('
        yield str(environment.finalize(environment.getattr((undefined(name='standing') if l_0_standing is missing else l_0_standing), 'signed')))
        yield ')'
    for l_1_row in t_1((undefined(name='enclosures') if l_0_enclosures is missing else l_0_enclosures)):
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

def block_heading(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

def block_reference(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_patient = resolve('patient')
    l_0_coverage = resolve('coverage')
    l_0_denial = resolve('denial')
    l_0_request = resolve('request')
    l_0_part = resolve('part')
    l_0_diagnoses = resolve('diagnoses')
    l_0_claim_lines = resolve('claim_lines')
    l_0_orderer = resolve('orderer')
    l_0_practice = resolve('practice')
    l_0_level_words = resolve('level_words')
    l_0_expedited = resolve('expedited')
    l_0_policy = resolve('policy')
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    try:
        t_3 = environment.filters['listed']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'listed' found.")
    pass
    yield '::: keys\nPatient: | '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', date of birth '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'birth_date')))
    yield '\nMember: | ID '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
    if environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'group'):
        pass
        yield ', group '
        yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'group')))
    if environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'plan'):
        pass
        yield ', '
        yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'plan')))
    if environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'subscriber'):
        pass
        yield '; subscriber '
        yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'subscriber')))
    yield '\nDecision: | notice of '
    yield str(environment.finalize(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'date')))
    if environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'reference'):
        pass
        yield ', reference '
        yield str(environment.finalize(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'reference')))
    if environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'claim_number'):
        pass
        yield ', claim '
        yield str(environment.finalize(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'claim_number')))
    yield '; '
    yield str(environment.finalize(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'decided')))
    yield '\n\nRequest: | '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'phase')))
    yield ' of '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'date')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'sessions')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'place'):
        pass
        yield '; place of service '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'place')))
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'diagnosis_line'), (undefined(name='diagnoses') if l_0_diagnoses is missing else l_0_diagnoses), _block_vars=_block_vars)))
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'code_lines'), environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'codes'), _block_vars=_block_vars)))
    yield '\n'
    if environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'approved'):
        pass
        yield 'Approved: | '
        yield str(environment.finalize(t_3(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'approved'))))
        yield '\n'
    l_1_loop = missing
    for l_1_row, l_1_loop in LoopContext(t_1((undefined(name='claim_lines') if l_0_claim_lines is missing else l_0_claim_lines)), undefined):
        _loop_vars = {}
        pass
        if environment.getattr(l_1_loop, 'first'):
            pass
            yield 'Claim lines: '
        yield '| '
        yield str(environment.finalize(environment.getattr(l_1_row, 'code')))
        if environment.getattr(l_1_row, 'date'):
            pass
            yield ', '
            yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
        if environment.getattr(l_1_row, 'charged'):
            pass
            yield ', '
            yield str(environment.finalize(environment.getattr(l_1_row, 'charged')))
            yield ' charged'
        if environment.getattr(l_1_row, 'paid'):
            pass
            yield ', '
            yield str(environment.finalize(environment.getattr(l_1_row, 'paid')))
            yield ' paid'
        l_2_loop = missing
        for l_2_one, l_2_loop in LoopContext(t_1(environment.getattr(l_1_row, 'codes')), undefined):
            _loop_vars = {}
            pass
            if environment.getattr(l_2_loop, 'first'):
                pass
                yield ' ('
            yield str(environment.finalize(environment.getattr(l_2_one, 'code')))
            if (not environment.getattr(l_2_loop, 'last')):
                pass
                yield ', '
            else:
                pass
                yield ')'
        l_2_loop = l_2_one = missing
        for l_2_one in t_1(environment.getattr(l_1_row, 'authorizations')):
            _loop_vars = {}
            pass
            yield '; authorized under '
            yield str(environment.finalize(environment.getattr(l_2_one, 'number')))
            if environment.getattr(l_2_one, 'decided'):
                pass
                yield ' of '
                yield str(environment.finalize(environment.getattr(l_2_one, 'decided')))
        l_2_one = missing
        yield '\n'
    l_1_loop = l_1_row = missing
    yield 'Device: | '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'device')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'coil_beside_device'):
        pass
        yield ', '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'coil_beside_device')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'clearance'):
        pass
        yield '; '
        yield str(environment.finalize(environment.getattr(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'clearance'), 'said')))
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
    yield '\nLevel: | '
    yield str(environment.finalize((undefined(name='level_words') if l_0_level_words is missing else l_0_level_words)))
    yield ', '
    if (undefined(name='expedited') if l_0_expedited is missing else l_0_expedited):
        pass
        yield '**expedited review**'
    else:
        pass
        yield 'standard review'
    yield '\nCriteria: | '
    yield str(environment.finalize(environment.getattr((undefined(name='policy') if l_0_policy is missing else l_0_policy), 'payer')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='policy') if l_0_policy is missing else l_0_policy), 'name')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='policy') if l_0_policy is missing else l_0_policy), 'effective')))
    yield '\n\n:::\n'

def block_salutation(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass
    yield 'To the appeal reviewer:'

def block_opening(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

def block_history(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

def block_reasons(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_reasons = resolve('reasons')
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    try:
        t_2 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    pass
    l_1_loop = missing
    for l_1_row, l_1_loop in LoopContext(t_1((undefined(name='reasons') if l_0_reasons is missing else l_0_reasons)), undefined):
        l_1_own = resolve('own')
        _loop_vars = {}
        pass
        yield '## '
        if (t_2((undefined(name='reasons') if l_0_reasons is missing else l_0_reasons)) > 1):
            pass
            yield 'Reason '
            yield str(environment.finalize(environment.getattr(l_1_row, 'number')))
        else:
            pass
            yield 'The stated reason'
        if environment.getattr(l_1_row, 'labels'):
            pass
            yield ': '
            l_2_loop = missing
            for l_2_one, l_2_loop in LoopContext(t_1(environment.getattr(l_1_row, 'labels')), undefined):
                _loop_vars = {}
                pass
                yield str(environment.finalize(environment.getattr(l_2_one, 'section')))
                if (not environment.getattr(l_2_loop, 'last')):
                    pass
                    yield '; '
            l_2_loop = l_2_one = missing
        yield '\n\n'
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='own') if l_1_own is missing else l_1_own), 'reason_body'), l_1_row, _loop_vars=_loop_vars)))
        yield '\n'
    l_1_loop = l_1_row = l_1_own = missing

def block_timeline(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_timeline = resolve('timeline')
    l_0_has_new = resolve('has_new')
    l_0_since = resolve('since')
    l_0_earlier = resolve('earlier')
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    pass
    yield '## Timeline\n\n::: table widths=2,1,6\n| Date | New | Step or document |\n|------|-----|------------------|\n'
    for l_1_row in t_1((undefined(name='timeline') if l_0_timeline is missing else l_0_timeline)):
        _loop_vars = {}
        pass
        yield '| '
        yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
        yield ' | '
        if environment.getattr(l_1_row, 'new'):
            pass
            yield 'new'
        yield ' | '
        yield str(environment.finalize(environment.getattr(l_1_row, 'words')))
        yield ' |\n'
    l_1_row = missing
    yield ':::\n\n'
    if (undefined(name='has_new') if l_0_has_new is missing else l_0_has_new):
        pass
        yield 'New: not part of the request of '
        yield str(environment.finalize((undefined(name='since') if l_0_since is missing else l_0_since)))
        for l_1_row in t_1((undefined(name='earlier') if l_0_earlier is missing else l_0_earlier)):
            _loop_vars = {}
            pass
            yield ', nor of the '
            yield str(environment.finalize(environment.getattr(l_1_row, 'words')))
            yield ' of '
            yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
        l_1_row = missing
        yield '.\n'

def block_texts(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_differences = resolve('differences')
    l_0_denial = resolve('denial')
    l_0_request = resolve('request')
    l_0_policy = resolve('policy')
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    pass
    if ((undefined(name='differences') if l_0_differences is missing else l_0_differences) or environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'policy_cited')):
        pass
        yield '## The text that applies\n\nThe request is dated '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'date')))
        yield '; the criteria answered here are those of that day: '
        yield str(environment.finalize(environment.getattr((undefined(name='policy') if l_0_policy is missing else l_0_policy), 'name')))
        yield ', '
        yield str(environment.finalize(environment.getattr((undefined(name='policy') if l_0_policy is missing else l_0_policy), 'effective')))
        yield '.'
        if environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'policy_cited'):
            pass
            yield ' The notice names: '
            yield str(environment.finalize(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'policy_cited')))
            yield '.'
        yield '\n\n'
        for l_1_one in t_1((undefined(name='differences') if l_0_differences is missing else l_0_differences)):
            _loop_vars = {}
            pass
            if environment.getattr(l_1_one, 'rows'):
                pass
                yield 'The text '
                yield str(environment.finalize(environment.getattr(l_1_one, 'role')))
                yield ', '
                yield str(environment.finalize(environment.getattr(l_1_one, 'name')))
                yield ', differs here:\n\n'
                for l_2_row in t_1(environment.getattr(l_1_one, 'rows')):
                    _loop_vars = {}
                    pass
                    yield '- '
                    yield str(environment.finalize(environment.getattr(l_2_row, 'section')))
                    yield '. In force on the request date: '
                    yield str(environment.finalize((environment.getattr(l_2_row, 'ours') or 'not asked')))
                    yield '. '
                    yield str(environment.finalize(environment.getattr(l_1_one, 'name')))
                    yield ': '
                    yield str(environment.finalize((environment.getattr(l_2_row, 'theirs') or 'not asked')))
                    yield '.\n\n'
                l_2_row = missing
                yield '\n'
            elif environment.getattr(l_1_one, 'differs'):
                pass
                yield 'The text '
                yield str(environment.finalize(environment.getattr(l_1_one, 'role')))
                yield ', '
                yield str(environment.finalize(environment.getattr(l_1_one, 'name')))
                yield ', was available to us in part only; please send it with the decision.\n\n'
            else:
                pass
                yield 'The text '
                yield str(environment.finalize(environment.getattr(l_1_one, 'role')))
                yield ', '
                yield str(environment.finalize(environment.getattr(l_1_one, 'name')))
                yield ', does not differ on the criteria of the stated reasons.\n\n'
        l_1_one = missing

def block_clinical(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_part = resolve('part')
    l_0_diagnoses = resolve('diagnoses')
    l_0_episode = resolve('episode')
    l_0_score_rows = resolve('score_rows')
    l_0_symptoms = resolve('symptoms')
    l_0_function = resolve('function')
    l_0_mental_status = resolve('mental_status')
    l_0_trials = resolve('trials')
    l_0_augmentations = resolve('augmentations')
    l_0_other_uses = resolve('other_uses')
    l_0_current_medicines = resolve('current_medicines')
    l_0_reasons = resolve('reasons')
    l_0_therapies = resolve('therapies')
    l_0_prior_tms = resolve('prior_tms')
    l_0_no_prior_tms = resolve('no_prior_tms')
    l_0_ect = resolve('ect')
    l_0_figures = resolve('figures')
    l_0_charts = resolve('charts')
    l_0_safety = resolve('safety')
    l_0_request = resolve('request')
    l_0_supervision = resolve('supervision')
    l_0_supervisor = resolve('supervisor')
    l_0_patient = resolve('patient')
    l_0_paragraphs = resolve('paragraphs')
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    try:
        t_2 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    pass
    yield '## Diagnosis and severity\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'diagnosis_section'), (undefined(name='diagnoses') if l_0_diagnoses is missing else l_0_diagnoses), (undefined(name='episode') if l_0_episode is missing else l_0_episode), (undefined(name='score_rows') if l_0_score_rows is missing else l_0_score_rows), (undefined(name='symptoms') if l_0_symptoms is missing else l_0_symptoms), (undefined(name='function') if l_0_function is missing else l_0_function), (undefined(name='mental_status') if l_0_mental_status is missing else l_0_mental_status), _block_vars=_block_vars)))
    yield '\n\n## Treatment so far\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'trials_section'), (undefined(name='trials') if l_0_trials is missing else l_0_trials), (undefined(name='augmentations') if l_0_augmentations is missing else l_0_augmentations), (undefined(name='other_uses') if l_0_other_uses is missing else l_0_other_uses), (undefined(name='current_medicines') if l_0_current_medicines is missing else l_0_current_medicines), _block_vars=_block_vars)))
    yield '\n\n'
    def t_4(fiter):
        for l_1_row in fiter:
            if environment.getattr(l_1_row, 'notes'):
                yield l_1_row
    l_1_loop = missing
    for l_1_row, l_1_loop in LoopContext(t_4(t_1((undefined(name='reasons') if l_0_reasons is missing else l_0_reasons))), undefined):
        _loop_vars = {}
        pass
        if environment.getattr(l_1_loop, 'first'):
            pass
            yield 'Doses and side effects as charted: see '
        if (t_2((undefined(name='reasons') if l_0_reasons is missing else l_0_reasons)) > 1):
            pass
            yield 'reason '
            yield str(environment.finalize(environment.getattr(l_1_row, 'number')))
        else:
            pass
            yield 'the answer to the stated reason'
        if environment.getattr(l_1_loop, 'last'):
            pass
            yield '.'
        else:
            pass
            yield ', '
    l_1_loop = l_1_row = missing
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'therapy_section'), (undefined(name='therapies') if l_0_therapies is missing else l_0_therapies), _block_vars=_block_vars)))
    yield '\n\n'
    if (((undefined(name='prior_tms') if l_0_prior_tms is missing else l_0_prior_tms) or (undefined(name='no_prior_tms') if l_0_no_prior_tms is missing else l_0_no_prior_tms)) or (undefined(name='ect') if l_0_ect is missing else l_0_ect)):
        pass
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'neuromodulation_section'), (undefined(name='prior_tms') if l_0_prior_tms is missing else l_0_prior_tms), (undefined(name='no_prior_tms') if l_0_no_prior_tms is missing else l_0_no_prior_tms), (undefined(name='ect') if l_0_ect is missing else l_0_ect), _block_vars=_block_vars)))
        yield '\n'
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='figures') if l_0_figures is missing else l_0_figures), 'timeline'), (undefined(name='charts') if l_0_charts is missing else l_0_charts), _block_vars=_block_vars)))
    yield '\n\n## Safety screen\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'safety_section'), (undefined(name='safety') if l_0_safety is missing else l_0_safety), _block_vars=_block_vars)))
    yield '\n\n## Proposed treatment\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'treatment_section'), (undefined(name='request') if l_0_request is missing else l_0_request), (undefined(name='supervision') if l_0_supervision is missing else l_0_supervision), (undefined(name='supervisor') if l_0_supervisor is missing else l_0_supervisor), environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'guardian'), _block_vars=_block_vars)))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'own_words'), environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'rationale'), (undefined(name='paragraphs') if l_0_paragraphs is missing else l_0_paragraphs), _block_vars=_block_vars)))
    yield '\n'

def block_criteria(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_part = resolve('part')
    l_0_crosswalk = resolve('crosswalk')
    l_0_policy = resolve('policy')
    pass
    yield '## Criteria and the record\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'crosswalk_section'), (undefined(name='crosswalk') if l_0_crosswalk is missing else l_0_crosswalk), _block_vars=_block_vars)))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'criteria_note'), (undefined(name='policy') if l_0_policy is missing else l_0_policy), _block_vars=_block_vars)))
    yield '\n'

def block_evidence(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_evidence = resolve('evidence')
    l_0_evidence_given = resolve('evidence_given')
    l_0_part = resolve('part')
    pass
    if ((undefined(name='evidence') if l_0_evidence is missing else l_0_evidence) and (not (undefined(name='evidence_given') if l_0_evidence_given is missing else l_0_evidence_given))):
        pass
        yield '## Evidence for this treatment\n\n'
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'evidence_section'), (undefined(name='evidence') if l_0_evidence is missing else l_0_evidence), _block_vars=_block_vars)))
        yield '\n'

def block_precedents(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

def block_closing(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

blocks = {'heading': block_heading, 'reference': block_reference, 'salutation': block_salutation, 'opening': block_opening, 'history': block_history, 'reasons': block_reasons, 'timeline': block_timeline, 'texts': block_texts, 'clinical': block_clinical, 'criteria': block_criteria, 'evidence': block_evidence, 'precedents': block_precedents, 'closing': block_closing}
debug_info = '6=40&7=42&8=44&9=46&12=48&19=54&22=56&23=58&24=61&26=64&29=67&30=70&32=72&33=75&37=78&40=80&44=84&73=86&76=88&79=91&80=94&84=104&89=119&92=121&93=124&96=133&105=135&121=137&148=139&180=141&188=143&196=145&198=147&203=151&204=155&209=170&211=172&214=174&217=176&37=195&44=204&46=237&47=241&49=255&51=267&53=277&54=279&55=281&56=284&58=287&59=290&62=337&64=347&66=359&68=368&73=375&76=385&89=394&96=403&97=425&98=430&101=450&105=454&111=473&112=477&116=487&117=490&121=501&122=519&125=522&128=534&129=537&130=540&132=544&133=548&137=558&138=561&141=568&148=574&151=619&155=621&157=623&158=631&161=649&163=651&164=653&167=656&171=658&175=660&177=662&180=665&183=677&185=679&188=682&189=693&192=696&196=699&209=708'
origin = ('fde7aff926d906c116480fcd61705040f0c40ad6a153a93eb4ee9548ba5c4cd0', '3.1.6')
