from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/peer_to_peer.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_patient = resolve('patient')
    l_0_coverage = resolve('coverage')
    l_0_request = resolve('request')
    l_0_invented = resolve('invented')
    l_0_policy = resolve('policy')
    l_0_call = resolve('call')
    l_0_story = resolve('story')
    l_0_medication = resolve('medication')
    l_0_course = resolve('course')
    l_0_first_course = resolve('first_course')
    l_0_ect = resolve('ect')
    l_0_safety = resolve('safety')
    l_0_criteria = resolve('criteria')
    l_0_not_available = resolve('not_available')
    l_0_timeline = resolve('timeline')
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
    try:
        t_3 = environment.filters['join']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'join' found.")
    try:
        t_4 = environment.filters['listed']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No filter named 'listed' found.")
    pass
    yield '\n\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/letter.md.j2', 'letters/peer_to_peer.md.j2').make_module(context.get_all(), True, {'part': l_0_part})
    context.exported_vars.discard('part')
    yield '::: running\n'
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', member ID '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
    yield "\n:::\n\n::: footer\nFor the clinician in the call. Note the reviewer's name, specialty, time, reason, and result. A fact that is not here belongs in an appeal.\n:::\n\n# Peer-to-peer call: "
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'modality')))
    yield '\n\n'
    if (undefined(name='invented') if l_0_invented is missing else l_0_invented):
        pass
        yield '*This is an example. The patient, the clinicians, and the practice are invented.*\n'
    yield '\n::: keys\nPatient: | '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', born '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'birth_date')))
    yield ', member ID '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
    yield '\nPayer: | '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'payer')))
    yield '; '
    yield str(environment.finalize(environment.getattr((undefined(name='policy') if l_0_policy is missing else l_0_policy), 'name')))
    yield '\n'
    if (undefined(name='call') if l_0_call is missing else l_0_call):
        pass
        yield 'Notice: | '
        yield str(environment.finalize(environment.getattr((undefined(name='call') if l_0_call is missing else l_0_call), 'date')))
        if environment.getattr((undefined(name='call') if l_0_call is missing else l_0_call), 'reference'):
            pass
            yield ', reference '
            yield str(environment.finalize(environment.getattr((undefined(name='call') if l_0_call is missing else l_0_call), 'reference')))
        if environment.getattr((undefined(name='call') if l_0_call is missing else l_0_call), 'phone'):
            pass
            yield '; call '
            yield str(environment.finalize(environment.getattr((undefined(name='call') if l_0_call is missing else l_0_call), 'phone')))
        if environment.getattr((undefined(name='call') if l_0_call is missing else l_0_call), 'by'):
            pass
            yield ' by '
            yield str(environment.finalize(environment.getattr((undefined(name='call') if l_0_call is missing else l_0_call), 'by')))
        yield '\n'
        l_1_loop = missing
        for l_1_reason, l_1_loop in LoopContext(t_1(environment.getattr((undefined(name='call') if l_0_call is missing else l_0_call), 'reasons')), undefined):
            _loop_vars = {}
            pass
            if environment.getattr(l_1_loop, 'first'):
                pass
                yield 'Reason given: '
            else:
                pass
                yield '&nbsp; '
            yield '| "'
            yield str(environment.finalize(l_1_reason))
            yield '"\n'
        l_1_loop = l_1_reason = missing
    yield ':::\n\n## The case in short\n\n1. **Diagnosis and score.** '
    yield str(environment.finalize(t_2(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'age_article'))))
    yield ' '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'age')))
    yield '-year-old patient with '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'condition')))
    yield '. '
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'sentences'), environment.getattr((undefined(name='story') if l_0_story is missing else l_0_story), 'illness'))))
    yield '\n\n2. **Medication.** '
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'sentences'), (undefined(name='medication') if l_0_medication is missing else l_0_medication))))
    yield '\n\n3. **Psychotherapy.** '
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'sentences'), environment.getattr((undefined(name='story') if l_0_story is missing else l_0_story), 'therapy'))))
    yield '\n\n4. **TMS, ECT, and safety.** '
    if (undefined(name='course') if l_0_course is missing else l_0_course):
        pass
        yield 'The running course began '
        yield str(environment.finalize(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'start_word')))
        yield ' '
        yield str(environment.finalize(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'start')))
        yield '; '
        yield str(environment.finalize(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'given')))
        yield ' against '
        yield str(environment.finalize(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'of_units')))
        yield '; '
        l_1_loop = missing
        for l_1_row, l_1_loop in LoopContext(t_1(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'trends')), undefined):
            _loop_vars = {}
            pass
            yield str(environment.finalize(environment.getattr(l_1_row, 'instrument')))
            yield ' from '
            yield str(environment.finalize(environment.getattr(environment.getattr(l_1_row, 'first'), 'plain_total')))
            yield ' to '
            yield str(environment.finalize(environment.getattr(environment.getattr(l_1_row, 'last'), 'plain_total')))
            yield ', '
            yield str(environment.finalize(environment.getattr(l_1_row, 'change')))
            if (not environment.getattr(l_1_loop, 'last')):
                pass
                yield '; '
        l_1_loop = l_1_row = missing
        yield '. '
    if (undefined(name='first_course') if l_0_first_course is missing else l_0_first_course):
        pass
        yield 'The '
        if environment.getattr((undefined(name='first_course') if l_0_first_course is missing else l_0_first_course), 'others'):
            pass
            yield 'latest'
        else:
            pass
            yield 'first'
        yield ' course ('
        yield str(environment.finalize(environment.getattr((undefined(name='first_course') if l_0_first_course is missing else l_0_first_course), 'from')))
        yield ' to '
        yield str(environment.finalize(environment.getattr((undefined(name='first_course') if l_0_first_course is missing else l_0_first_course), 'to')))
        yield ', '
        yield str(environment.finalize(environment.getattr((undefined(name='first_course') if l_0_first_course is missing else l_0_first_course), 'sessions')))
        yield '): '
        yield str(environment.finalize(t_4(environment.getattr((undefined(name='first_course') if l_0_first_course is missing else l_0_first_course), 'results'))))
        yield '. It held until '
        yield str(environment.finalize(environment.getattr((undefined(name='first_course') if l_0_first_course is missing else l_0_first_course), 'kept')))
        if environment.getattr((undefined(name='first_course') if l_0_first_course is missing else l_0_first_course), 'held_months'):
            pass
            yield ' ('
            yield str(environment.finalize(environment.getattr((undefined(name='first_course') if l_0_first_course is missing else l_0_first_course), 'held_months')))
            yield ')'
        yield '; relapse '
        yield str(environment.finalize(environment.getattr((undefined(name='first_course') if l_0_first_course is missing else l_0_first_course), 'relapse_word')))
        yield ' '
        yield str(environment.finalize(environment.getattr((undefined(name='first_course') if l_0_first_course is missing else l_0_first_course), 'relapse')))
        if environment.getattr((undefined(name='first_course') if l_0_first_course is missing else l_0_first_course), 'interval'):
            pass
            yield '; '
            yield str(environment.finalize(environment.getattr((undefined(name='first_course') if l_0_first_course is missing else l_0_first_course), 'interval')))
            yield ' since the last session'
        yield '. '
        if environment.getattr((undefined(name='first_course') if l_0_first_course is missing else l_0_first_course), 'others'):
            pass
            yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'sentences'), environment.getattr((undefined(name='first_course') if l_0_first_course is missing else l_0_first_course), 'others'))))
            yield ' '
    else:
        pass
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'sentences'), environment.getattr((undefined(name='story') if l_0_story is missing else l_0_story), 'neuromodulation'))))
        yield ' '
    if (undefined(name='ect') if l_0_ect is missing else l_0_ect):
        pass
        yield 'ECT: '
        yield str(environment.finalize(t_4((undefined(name='ect') if l_0_ect is missing else l_0_ect))))
        yield '. '
    t_5 = 1
    for l_1_row in t_1(environment.getattr((undefined(name='safety') if l_0_safety is missing else l_0_safety), 'present')):
        _loop_vars = {}
        pass
        yield 'Present: '
        yield str(environment.finalize(environment.getattr(l_1_row, 'item')))
        if environment.getattr(l_1_row, 'detail'):
            pass
            yield ' ('
            yield str(environment.finalize(environment.getattr(l_1_row, 'detail')))
            yield ')'
        yield '. '
        t_5 = 0
    l_1_row = missing
    if t_5:
        pass
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'sentences'), environment.getattr((undefined(name='story') if l_0_story is missing else l_0_story), 'safety'))))
    yield '\n\n5. **Criteria.** '
    if ((not (undefined(name='criteria') if l_0_criteria is missing else l_0_criteria)) and (not (undefined(name='not_available') if l_0_not_available is missing else l_0_not_available))):
        pass
        yield 'None was judged.'
    yield '\n\n'
    for l_1_row in t_1((undefined(name='criteria') if l_0_criteria is missing else l_0_criteria)):
        _loop_vars = {}
        pass
        yield '   - '
        if environment.getattr(l_1_row, 'words'):
            pass
            yield str(environment.finalize(environment.getattr(l_1_row, 'words')))
            yield ' ('
            yield str(environment.finalize(environment.getattr(l_1_row, 'section')))
            yield '): '
            yield str(environment.finalize(environment.getattr(l_1_row, 'answer')))
            yield '.'
        else:
            pass
            yield str(environment.finalize(t_2(environment.getattr(l_1_row, 'answer'))))
            yield ': '
            yield str(environment.finalize(environment.getattr(l_1_row, 'section')))
            yield '.'
        yield '\n'
    l_1_row = missing
    if (undefined(name='not_available') if l_0_not_available is missing else l_0_not_available):
        pass
        yield '   - Text not available to us, on which the answer hangs: '
        yield str(environment.finalize(t_3(context.eval_ctx, (undefined(name='not_available') if l_0_not_available is missing else l_0_not_available), '; ')))
        yield '. Ask what it requires.\n'
    yield '\n6. **Ask.** '
    if (undefined(name='course') if l_0_course is missing else l_0_course):
        pass
        yield str(environment.finalize(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'more')))
    else:
        pass
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'sessions')))
    yield ' of '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'modality')))
    yield ' ('
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'coded')))
    yield ')'
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'start'):
        pass
        yield ', from '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'start')))
    yield ', with the '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'device')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'clearance'):
        pass
        yield '; '
        yield str(environment.finalize(environment.getattr(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'clearance'), 'said')))
    yield '.\n\n::: table widths=3,8 caption="Timeline"\n| When | What |\n|------|------|\n'
    for l_1_row in t_1((undefined(name='timeline') if l_0_timeline is missing else l_0_timeline)):
        _loop_vars = {}
        pass
        yield '| '
        yield str(environment.finalize(environment.getattr(l_1_row, 'when')))
        yield ' | '
        yield str(environment.finalize(environment.getattr(l_1_row, 'what')))
        yield ' |\n'
    l_1_row = missing
    yield ':::\n'

blocks = {}
debug_info = '6=52&8=55&15=59&17=61&22=65&23=71&24=75&25=78&27=93&28=96&35=107&37=115&39=117&41=119&44=211&47=215&48=219&51=235&52=238&55=241&60=263&61=267'
origin = ('a7a9b6629d2c1ed0a13481534beba9afdf83ea566245946fea2df3297c5cfcf3', '3.1.6')
