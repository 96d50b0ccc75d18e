from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'notes/progress_review.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_practice = resolve('practice')
    l_0_patient = resolve('patient')
    l_0_day = resolve('day')
    l_0_case_id = resolve('case_id')
    l_0_record_code = resolve('record_code')
    l_0_created = resolve('created')
    l_0_signing = resolve('signing')
    l_0_invented = resolve('invented')
    l_0_period = resolve('period')
    l_0_given = resolve('given')
    l_0_so_far = resolve('so_far')
    l_0_clinician = resolve('clinician')
    l_0_baseline_scores = resolve('baseline_scores')
    l_0_scores = resolve('scores')
    l_0_changes = resolve('changes')
    l_0_suicidality = resolve('suicidality')
    l_0_tolerance = resolve('tolerance')
    l_0_events = resolve('events')
    l_0_medicine_changes = resolve('medicine_changes')
    l_0_assessment = resolve('assessment')
    l_0_plan = resolve('plan')
    l_0_part = missing
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    try:
        t_2 = environment.filters['listed']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'listed' found.")
    pass
    yield '\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/note.md.j2', 'notes/progress_review.md.j2').make_module(context.get_all(), True, {'part': l_0_part})
    context.exported_vars.discard('part')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'head'), (undefined(name='practice') if l_0_practice is missing else l_0_practice), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='day') if l_0_day is missing else l_0_day), (undefined(name='case_id') if l_0_case_id is missing else l_0_case_id), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), (undefined(name='created') if l_0_created is missing else l_0_created), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='invented') if l_0_invented is missing else l_0_invented), 'progress review')))
    yield '\n\n# TMS progress review\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'status'), (undefined(name='created') if l_0_created is missing else l_0_created), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='day') if l_0_day is missing else l_0_day), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), (undefined(name='invented') if l_0_invented is missing else l_0_invented))))
    yield '\n\n::: keys\nPatient: | '
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'patient_words'), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='case_id') if l_0_case_id is missing else l_0_case_id))))
    yield '\nDate: | '
    yield str(environment.finalize((undefined(name='day') if l_0_day is missing else l_0_day)))
    yield '\n'
    if (undefined(name='period') if l_0_period is missing else l_0_period):
        pass
        yield 'Period: | '
        yield str(environment.finalize((undefined(name='period') if l_0_period is missing else l_0_period)))
        yield '\n'
    yield 'Sessions: | '
    if (undefined(name='period') if l_0_period is missing else l_0_period):
        pass
        yield str(environment.finalize((undefined(name='given') if l_0_given is missing else l_0_given)))
        yield ' in the period, '
    yield str(environment.finalize((undefined(name='so_far') if l_0_so_far is missing else l_0_so_far)))
    yield ' so far\n\nReviewed by: | '
    yield str(environment.finalize((undefined(name='clinician') if l_0_clinician is missing else l_0_clinician)))
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'created_line'), (undefined(name='created') if l_0_created is missing else l_0_created))))
    yield '\n:::\n\n## Scores\n\n::: table names=1\n| Instrument | Date | Total | Rater |\n|------------|------|------:|-------|\n'
    for l_1_row in t_1((undefined(name='baseline_scores') if l_0_baseline_scores is missing else l_0_baseline_scores)):
        _loop_vars = {}
        pass
        yield '| '
        yield str(environment.finalize(environment.getattr(l_1_row, 'instrument')))
        yield ' | '
        yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
        yield ' (baseline) | '
        yield str(environment.finalize(environment.getattr(l_1_row, 'total')))
        yield ' | '
        yield str(environment.finalize((environment.getattr(l_1_row, 'rater') or 'not recorded')))
        yield ' |\n'
    l_1_row = missing
    for l_1_row in t_1((undefined(name='scores') if l_0_scores is missing else l_0_scores)):
        _loop_vars = {}
        pass
        yield '| '
        yield str(environment.finalize(environment.getattr(l_1_row, 'instrument')))
        yield ' | '
        yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
        yield ' | '
        yield str(environment.finalize(environment.getattr(l_1_row, 'total')))
        yield ' | '
        yield str(environment.finalize((environment.getattr(l_1_row, 'rater') or 'not recorded')))
        yield ' |\n'
    l_1_row = missing
    yield ':::\n\n'
    for l_1_row in t_1((undefined(name='changes') if l_0_changes is missing else l_0_changes)):
        _loop_vars = {}
        pass
        yield '- '
        yield str(environment.finalize(environment.getattr(l_1_row, 'instrument')))
        yield ': '
        yield str(environment.finalize(environment.getattr(l_1_row, 'baseline')))
        yield ' at baseline ('
        yield str(environment.finalize(environment.getattr(l_1_row, 'baseline_date')))
        yield '), '
        yield str(environment.finalize(environment.getattr(l_1_row, 'now')))
        yield ' now, '
        yield str(environment.finalize(environment.getattr(l_1_row, 'change')))
        yield '.\n'
    l_1_row = missing
    yield '\n'
    if (undefined(name='changes') if l_0_changes is missing else l_0_changes):
        pass
        yield 'Percentages are of the baseline, rounded down to one decimal.\n\n'
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'suicidality_section'), (undefined(name='suicidality') if l_0_suicidality is missing else l_0_suicidality))))
    yield '\n\n## Tolerance\n\n'
    yield str(environment.finalize((undefined(name='tolerance') if l_0_tolerance is missing else l_0_tolerance)))
    yield '\n\n'
    if (undefined(name='events') if l_0_events is missing else l_0_events):
        pass
        yield 'Adverse events recorded in the period: '
        yield str(environment.finalize(t_2((undefined(name='events') if l_0_events is missing else l_0_events))))
        yield '.\n\n'
    if (undefined(name='medicine_changes') if l_0_medicine_changes is missing else l_0_medicine_changes):
        pass
        yield 'Changes of medicines: '
        yield str(environment.finalize((undefined(name='medicine_changes') if l_0_medicine_changes is missing else l_0_medicine_changes)))
        yield '\n\n'
    yield '## Assessment and plan\n\n'
    yield str(environment.finalize((undefined(name='assessment') if l_0_assessment is missing else l_0_assessment)))
    yield '\\\n**Plan:** '
    yield str(environment.finalize((undefined(name='plan') if l_0_plan is missing else l_0_plan)))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'signature_section'), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), 'progress review', (undefined(name='day') if l_0_day is missing else l_0_day))))
    yield '\n'

blocks = {}
debug_info = '5=46&6=48&10=50&13=52&14=54&15=56&16=59&18=62&20=68&21=70&29=72&30=76&32=85&33=89&37=99&38=103&41=115&46=119&50=121&52=123&53=126&56=128&57=131&62=134&63=136&65=138'
origin = ('a886523c5cfe43f9c2744d45497cd5f91f9ab72e69be1f3d864e826ebd9b8a29', '3.1.6')
