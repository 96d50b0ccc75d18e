from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/retro_authorization.md.j2'

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
    l_0_counted = resolve('counted')
    l_0_first = resolve('first')
    l_0_last = resolve('last')
    l_0_diagnoses = resolve('diagnoses')
    l_0_by_code = resolve('by_code')
    l_0_authorizations = resolve('authorizations')
    l_0_request = resolve('request')
    l_0_orderer = resolve('orderer')
    l_0_paragraphs = resolve('paragraphs')
    l_0_story = resolve('story')
    l_0_score_rows = resolve('score_rows')
    l_0_safety = resolve('safety')
    l_0_numbered = resolve('numbered')
    l_0_sessions_given = resolve('sessions_given')
    l_0_enclosures = resolve('enclosures')
    l_0_part = missing
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
    yield '\n\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/letter.md.j2', 'letters/retro_authorization.md.j2').make_module(context.get_all(), True, {'part': l_0_part})
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
    yield '\n\n# Request for retroactive authorization of transcranial magnetic stimulation\n\n'
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
    yield '\nService: | '
    yield str(environment.finalize((undefined(name='counted') if l_0_counted is missing else l_0_counted)))
    yield ' given from '
    yield str(environment.finalize((undefined(name='first') if l_0_first is missing else l_0_first)))
    yield ' to '
    yield str(environment.finalize((undefined(name='last') if l_0_last is missing else l_0_last)))
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'diagnosis_line'), (undefined(name='diagnoses') if l_0_diagnoses is missing else l_0_diagnoses))))
    yield '\n'
    l_1_loop = missing
    for l_1_row, l_1_loop in LoopContext(t_1((undefined(name='by_code') if l_0_by_code is missing else l_0_by_code)), undefined):
        _loop_vars = {}
        pass
        if environment.getattr(l_1_loop, 'first'):
            pass
            yield 'Codes: '
        else:
            pass
            yield '&nbsp; '
        yield '| '
        yield str(environment.finalize(environment.getattr(l_1_row, 'code')))
        yield ', '
        yield str(environment.finalize(environment.getattr(l_1_row, 'units')))
        if environment.getattr(l_1_row, 'meaning'):
            pass
            yield ': '
            yield str(environment.finalize(environment.getattr(l_1_row, 'meaning')))
        yield '\n'
    l_1_loop = l_1_row = missing
    for l_1_row in t_1((undefined(name='authorizations') if l_0_authorizations is missing else l_0_authorizations)):
        _loop_vars = {}
        pass
        yield 'Authorization: | '
        yield str(environment.finalize(environment.getattr(l_1_row, 'number')))
        if environment.getattr(l_1_row, 'from'):
            pass
            yield ', from '
            yield str(environment.finalize(environment.getattr(l_1_row, 'from')))
        if environment.getattr(l_1_row, 'to'):
            pass
            yield ' to '
            yield str(environment.finalize(environment.getattr(l_1_row, 'to')))
        yield '\n'
    l_1_row = missing
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'device'):
        pass
        yield 'Device: | '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'device')))
        yield '\n'
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'protocol'):
        pass
        yield 'Protocol: | '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'protocol')))
        yield '\n'
    yield 'Provider: | '
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
    yield '\n:::\n\nTo the reviewer:\n\nI request authorization, from the first date of service, of '
    yield str(environment.finalize((undefined(name='counted') if l_0_counted is missing else l_0_counted)))
    yield ' of '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'modality')))
    yield ' that '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ' received from '
    yield str(environment.finalize((undefined(name='first') if l_0_first is missing else l_0_first)))
    yield ' to '
    yield str(environment.finalize((undefined(name='last') if l_0_last is missing else l_0_last)))
    yield '. '
    if (undefined(name='authorizations') if l_0_authorizations is missing else l_0_authorizations):
        pass
        yield 'These sessions lie outside the authorization named above.'
    else:
        pass
        yield 'No authorization was on file for them.'
    yield '\n\n## Why no authorization was in place\n\n'
    for l_1_text in t_1((undefined(name='paragraphs') if l_0_paragraphs is missing else l_0_paragraphs)):
        _loop_vars = {}
        pass
        yield str(environment.finalize(l_1_text))
        yield '\n\n'
    l_1_text = missing
    yield '\n## Why the treatment was medically necessary\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'why'), (undefined(name='story') if l_0_story is missing else l_0_story))))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'scores_table'), (undefined(name='score_rows') if l_0_score_rows is missing else l_0_score_rows))))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'present_only'), (undefined(name='safety') if l_0_safety is missing else l_0_safety))))
    yield '\n'
    if (t_2((undefined(name='diagnoses') if l_0_diagnoses is missing else l_0_diagnoses)) > 1):
        pass
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'all_diagnoses'), (undefined(name='diagnoses') if l_0_diagnoses is missing else l_0_diagnoses))))
        yield '\n'
    yield '\n## Sessions\n\n::: table\n'
    if (undefined(name='numbered') if l_0_numbered is missing else l_0_numbered):
        pass
        yield '| Date of service | Code | Session |\n|-----------------|------|---------|\n'
        for l_1_row in t_1((undefined(name='sessions_given') if l_0_sessions_given is missing else l_0_sessions_given)):
            _loop_vars = {}
            pass
            yield '| '
            yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'code')))
            yield ' | '
            yield str(environment.finalize((environment.getattr(l_1_row, 'number') or 'not recorded')))
            yield ' |\n'
        l_1_row = missing
    else:
        pass
        yield '| Date of service | Code |\n|-----------------|------|\n'
        for l_1_row in t_1((undefined(name='sessions_given') if l_0_sessions_given is missing else l_0_sessions_given)):
            _loop_vars = {}
            pass
            yield '| '
            yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'code')))
            yield ' |\n'
        l_1_row = missing
    yield ':::\n\n'
    if (undefined(name='enclosures') if l_0_enclosures is missing else l_0_enclosures):
        pass
        yield 'Enclosures: '
        l_1_loop = missing
        for l_1_row, l_1_loop in LoopContext(t_1((undefined(name='enclosures') if l_0_enclosures is missing else l_0_enclosures)), undefined):
            _loop_vars = {}
            pass
            yield str(environment.finalize(environment.getattr(l_1_row, 'title')))
            if environment.getattr(l_1_row, 'date'):
                pass
                yield ' ('
                yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
                yield ')'
            if (not environment.getattr(l_1_loop, 'last')):
                pass
                yield '; '
        l_1_loop = l_1_row = missing
        yield '.\n'
    yield '\nQuestions: telephone '
    yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone')))
    if environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'contact'):
        pass
        yield ', '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'contact')))
    yield '.\n\n::: signature closing="Sincerely,"\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'signed_by'), (undefined(name='orderer') if l_0_orderer is missing else l_0_orderer))))
    yield '\n:::\n'

blocks = {}
debug_info = '6=45&7=47&10=49&17=53&19=55&23=57&28=61&29=65&31=71&32=77&33=80&34=83&37=99&38=103&41=114&42=117&44=119&45=122&47=125&53=137&58=154&59=157&65=161&67=163&69=165&70=167&71=169&77=172&80=175&81=179&86=189&87=193&92=199&93=203&96=218&99=224'
origin = ('512b1211b4da507a4219c071e3d493b2dfa97f87035ac1309626c4133cf135c8', '3.1.6')
