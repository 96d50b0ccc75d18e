from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/advance_notice_data.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_invented = resolve('invented')
    l_0_practice = resolve('practice')
    l_0_patient = resolve('patient')
    l_0_case_number = resolve('case_number')
    l_0_request = resolve('request')
    l_0_cost = resolve('cost')
    l_0_policy = resolve('policy')
    l_0_asked = resolve('asked')
    l_0_excluded = resolve('excluded')
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
    l_0_part = context.vars['part'] = environment.get_template('partials/letter.md.j2', 'letters/advance_notice_data.md.j2').make_module(context.get_all(), True, {'part': l_0_part})
    context.exported_vars.discard('part')
    yield "::: footer\nFor the practice: data to copy into Medicare's current form\n:::\n\n# Data for an advance beneficiary notice of non-coverage\n\n"
    if (undefined(name='invented') if l_0_invented is missing else l_0_invented):
        pass
        yield '*This is an example. The patient, the clinicians, and the practice are invented.*\n'
    yield "\nThis sheet is not the notice. Copy it into the current form of the Centers for Medicare & Medicaid Services and go through that form with the patient before the service. Confirm against the form's own instructions before relying on it.\n\n::: keys\nNotifier: | "
    yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'name')))
    for l_1_line in t_1(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'lines')):
        _loop_vars = {}
        pass
        yield ', '
        yield str(environment.finalize(l_1_line))
    l_1_line = missing
    yield ', telephone '
    yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone')))
    yield '\nPatient: | '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield '\nIdentification: | '
    yield str(environment.finalize((undefined(name='case_number') if l_0_case_number is missing else l_0_case_number)))
    yield " (the practice's own case number; the form takes no Medicare number)\nService: | "
    yield str(environment.finalize(t_2(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'modality'))))
    yield ': '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'sessions')))
    yield '\n'
    l_1_loop = missing
    for l_1_row, l_1_loop in LoopContext(t_1(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'codes')), undefined):
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
    yield 'Estimated cost: | '
    yield str(environment.finalize((undefined(name='cost') if l_0_cost is missing else l_0_cost)))
    yield '\n:::\n\n## Reason Medicare may not pay\n\nThe coverage rule is '
    yield str(environment.finalize(environment.getattr((undefined(name='policy') if l_0_policy is missing else l_0_policy), 'name')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='policy') if l_0_policy is missing else l_0_policy), 'effective')))
    yield '.\n\n'
    l_1_loop = missing
    for l_1_one, l_1_loop in LoopContext(t_1((undefined(name='asked') if l_0_asked is missing else l_0_asked)), undefined):
        _loop_vars = {}
        pass
        if environment.getattr(l_1_loop, 'first'):
            pass
            yield 'It asks for the following, and the record does not show that it is so:\n\n'
        yield '- '
        yield str(environment.finalize(t_2(l_1_one)))
        yield '.\n'
    l_1_loop = l_1_one = missing
    yield '\n'
    l_1_loop = missing
    for l_1_one, l_1_loop in LoopContext(t_1((undefined(name='excluded') if l_0_excluded is missing else l_0_excluded)), undefined):
        _loop_vars = {}
        pass
        if environment.getattr(l_1_loop, 'first'):
            pass
            yield 'It does not pay where one of the following is so, and the record does not rule it out:\n\n'
        yield '- '
        yield str(environment.finalize(t_2(l_1_one)))
        yield '.\n'
    l_1_loop = l_1_one = missing
    yield '\n## To be filled in by the patient\n\nThe option (receive the service and have Medicare decide; receive it without a claim; do not receive it), signature, and date. The practice must not choose for the patient.\n'

blocks = {}
debug_info = '6=34&13=37&20=41&21=51&22=53&23=55&24=60&25=63&28=80&33=82&35=87&36=90&40=94&43=99&44=102&48=106'
origin = ('0df36d4658182978bf49df9d5dc38112789fc0b710fc854e0287a0c0e30a712b', '3.1.6')
