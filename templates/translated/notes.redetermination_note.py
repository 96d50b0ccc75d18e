from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'notes/redetermination_note.md.j2'

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
    l_0_visit = resolve('visit')
    l_0_redetermination = resolve('redetermination')
    l_0_previous_threshold = resolve('previous_threshold')
    l_0_threshold = resolve('threshold')
    l_0_threshold_change = resolve('threshold_change')
    l_0_equipment = resolve('equipment')
    l_0_placement = resolve('placement')
    l_0_delivery = resolve('delivery')
    l_0_blocks = resolve('blocks')
    l_0_checks = resolve('checks')
    l_0_call = resolve('call')
    l_0_mood = resolve('mood')
    l_0_mood_text = resolve('mood_text')
    l_0_pain = resolve('pain')
    l_0_provocation = resolve('provocation')
    l_0_provocation_distress = resolve('provocation_distress')
    l_0_suicidality = resolve('suicidality')
    l_0_events = resolve('events')
    l_0_no_events = resolve('no_events')
    l_0_operator = resolve('operator')
    l_0_supervisor = resolve('supervisor')
    l_0_condition_at_end = resolve('condition_at_end')
    l_0_plan = resolve('plan')
    l_0_departures = resolve('departures')
    l_0_note = resolve('note')
    l_0_early_stops = resolve('early_stops')
    l_0_part = missing
    try:
        t_1 = environment.filters['capitalize']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'capitalize' found.")
    pass
    yield '\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/note.md.j2', 'notes/redetermination_note.md.j2').make_module(context.get_all(), True, {'part': l_0_part})
    context.exported_vars.discard('part')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'head'), (undefined(name='practice') if l_0_practice is missing else l_0_practice), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='day') if l_0_day is missing else l_0_day), (undefined(name='case_id') if l_0_case_id is missing else l_0_case_id), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), (undefined(name='created') if l_0_created is missing else l_0_created), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='invented') if l_0_invented is missing else l_0_invented), 'motor threshold redetermination')))
    yield '\n\n# TMS session with redetermination of the motor threshold\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'status'), (undefined(name='created') if l_0_created is missing else l_0_created), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='day') if l_0_day is missing else l_0_day), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), (undefined(name='invented') if l_0_invented is missing else l_0_invented))))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'visit_keys'), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='case_id') if l_0_case_id is missing else l_0_case_id), (undefined(name='day') if l_0_day is missing else l_0_day), (undefined(name='visit') if l_0_visit is missing else l_0_visit), (undefined(name='created') if l_0_created is missing else l_0_created))))
    yield '\n\n## Why the motor threshold was determined again\n\n'
    yield str(environment.finalize(t_1(environment.getattr((undefined(name='redetermination') if l_0_redetermination is missing else l_0_redetermination), 'reason'))))
    yield '.'
    if environment.getattr((undefined(name='redetermination') if l_0_redetermination is missing else l_0_redetermination), 'detail'):
        pass
        yield ' '
        yield str(environment.finalize(environment.getattr((undefined(name='redetermination') if l_0_redetermination is missing else l_0_redetermination), 'detail')))
    yield '\n\n::: keys\nThreshold before: | '
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'threshold_words'), (undefined(name='previous_threshold') if l_0_previous_threshold is missing else l_0_previous_threshold))))
    yield '\nNew threshold: | '
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'threshold_words'), (undefined(name='threshold') if l_0_threshold is missing else l_0_threshold))))
    yield '\nChange: | '
    yield str(environment.finalize((undefined(name='threshold_change') if l_0_threshold_change is missing else l_0_threshold_change)))
    yield '\n'
    if environment.getattr((undefined(name='threshold') if l_0_threshold is missing else l_0_threshold), 'conditions'):
        pass
        yield 'Conditions: | '
        yield str(environment.finalize(environment.getattr((undefined(name='threshold') if l_0_threshold is missing else l_0_threshold), 'conditions')))
        yield '\n'
    yield ':::\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'device_section'), (undefined(name='equipment') if l_0_equipment is missing else l_0_equipment), (undefined(name='placement') if l_0_placement is missing else l_0_placement), (undefined(name='threshold') if l_0_threshold is missing else l_0_threshold), (undefined(name='delivery') if l_0_delivery is missing else l_0_delivery))))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'delivery_section'), (undefined(name='blocks') if l_0_blocks is missing else l_0_blocks), (undefined(name='delivery') if l_0_delivery is missing else l_0_delivery))))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'safety_section'), (undefined(name='checks') if l_0_checks is missing else l_0_checks), (undefined(name='call') if l_0_call is missing else l_0_call))))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'tolerance_section'), (undefined(name='mood') if l_0_mood is missing else l_0_mood), (undefined(name='mood_text') if l_0_mood_text is missing else l_0_mood_text), (undefined(name='pain') if l_0_pain is missing else l_0_pain), (undefined(name='provocation') if l_0_provocation is missing else l_0_provocation), (undefined(name='provocation_distress') if l_0_provocation_distress is missing else l_0_provocation_distress), (undefined(name='suicidality') if l_0_suicidality is missing else l_0_suicidality), (undefined(name='events') if l_0_events is missing else l_0_events), (undefined(name='no_events') if l_0_no_events is missing else l_0_no_events))))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'people_section'), (undefined(name='operator') if l_0_operator is missing else l_0_operator), (undefined(name='supervisor') if l_0_supervisor is missing else l_0_supervisor), (undefined(name='condition_at_end') if l_0_condition_at_end is missing else l_0_condition_at_end), (undefined(name='plan') if l_0_plan is missing else l_0_plan), (undefined(name='departures') if l_0_departures is missing else l_0_departures), (undefined(name='note') if l_0_note is missing else l_0_note), (undefined(name='early_stops') if l_0_early_stops is missing else l_0_early_stops))))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'signature_section'), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), 'motor threshold redetermination', (undefined(name='day') if l_0_day is missing else l_0_day))))
    yield '\n'

blocks = {}
debug_info = '5=53&6=55&10=57&12=59&16=61&20=68&21=70&22=72&23=74&24=77&28=80&30=82&32=84&34=86&36=88&38=90'
origin = ('48f0bb3abb3d1655f031eda29877b265482cc5ec0fdf853e64e4a5732355df69', '3.1.6')
