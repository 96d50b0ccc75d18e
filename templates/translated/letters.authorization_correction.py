from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/authorization_correction.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_practice = resolve('practice')
    l_0_patient = resolve('patient')
    l_0_coverage = resolve('coverage')
    l_0_letter_date = resolve('letter_date')
    l_0_invented = resolve('invented')
    l_0_authorization = resolve('authorization')
    l_0_request = resolve('request')
    l_0_orderer = resolve('orderer')
    l_0_differences = resolve('differences')
    l_0_paragraphs = resolve('paragraphs')
    l_0_part = missing
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    try:
        t_2 = environment.filters['capitalize']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'capitalize' found.")
    pass
    yield '\n\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/letter.md.j2', 'letters/authorization_correction.md.j2').make_module(context.get_all(), True, {'part': l_0_part})
    context.exported_vars.discard('part')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'letterhead'), (undefined(name='practice') if l_0_practice is missing else l_0_practice))))
    yield '\n\n::: running\nRe: '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', member ID '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
    yield '\n:::\n\n::: footer\nConfidential health information\n:::\n\n'
    yield str(environment.finalize((undefined(name='letter_date') if l_0_letter_date is missing else l_0_letter_date)))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'payer_address'), (undefined(name='coverage') if l_0_coverage is missing else l_0_coverage))))
    yield '\n\n# Request to correct an authorization\n\n'
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
    yield '\nAuthorization: | '
    yield str(environment.finalize(environment.getattr((undefined(name='authorization') if l_0_authorization is missing else l_0_authorization), 'number')))
    if environment.getattr((undefined(name='authorization') if l_0_authorization is missing else l_0_authorization), 'decided'):
        pass
        yield ', decided '
        yield str(environment.finalize(environment.getattr((undefined(name='authorization') if l_0_authorization is missing else l_0_authorization), 'decided')))
    yield '\nRequest: | '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'phase')))
    yield ' of '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'modality')))
    yield ', dated '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'date')))
    yield '\nProvider: | '
    yield str(environment.finalize(environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'name')))
    if environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'npi'):
        pass
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
    yield '\n:::\n\nAuthorization '
    yield str(environment.finalize(environment.getattr((undefined(name='authorization') if l_0_authorization is missing else l_0_authorization), 'number')))
    yield ' differs from the request that it answers. We have received no notice of a partial denial. Please correct it as follows, and confirm the correction in writing:\n\n::: table\n| What | Requested | Authorized |\n|------|-----------|------------|\n'
    for l_1_row in t_1((undefined(name='differences') if l_0_differences is missing else l_0_differences)):
        _loop_vars = {}
        pass
        yield '| '
        yield str(environment.finalize(t_2(environment.getattr(l_1_row, 'what'))))
        yield ' | '
        yield str(environment.finalize(environment.getattr(l_1_row, 'asked')))
        yield ' | '
        yield str(environment.finalize(environment.getattr(l_1_row, 'given')))
        yield ' |\n'
    l_1_row = missing
    yield ':::\n\n'
    for l_1_text in t_1((undefined(name='paragraphs') if l_0_paragraphs is missing else l_0_paragraphs)):
        _loop_vars = {}
        pass
        yield str(environment.finalize(l_1_text))
        yield '\n\n'
    l_1_text = missing
    yield '\nShould the difference be a decision and not an error, please send the written notice with the reason and the rights of appeal.'
    if environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'contact'):
        pass
        yield ' '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'contact')))
        yield ' answers questions (telephone '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone')))
        yield ').'
    else:
        pass
        yield ' Questions: telephone '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone')))
        yield '.'
    yield '\n\n::: signature closing="Sincerely,"\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'signed_by'), (undefined(name='orderer') if l_0_orderer is missing else l_0_orderer))))
    yield '\n:::\n'

blocks = {}
debug_info = '6=35&7=37&10=39&17=43&19=45&23=47&28=51&29=55&31=61&33=67&34=73&38=87&43=89&44=93&48=101&49=104&53=108&57=121'
origin = ('e49267857de7f372c0088ea1970f4cd7e27b5acba81909a3dd4cae3bea322328', '3.1.6')
