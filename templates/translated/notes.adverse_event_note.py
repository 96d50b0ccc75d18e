from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'notes/adverse_event_note.md.j2'

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
    l_0_events = resolve('events')
    l_0_equipment = resolve('equipment')
    l_0_delivery = resolve('delivery')
    l_0_blocks = resolve('blocks')
    l_0_threshold = resolve('threshold')
    l_0_checks = resolve('checks')
    l_0_call = resolve('call')
    l_0_suicidality = resolve('suicidality')
    l_0_operator = resolve('operator')
    l_0_supervisor = resolve('supervisor')
    l_0_condition_at_end = resolve('condition_at_end')
    l_0_plan = resolve('plan')
    l_0_departures = resolve('departures')
    l_0_note = resolve('note')
    l_0_early_stops = resolve('early_stops')
    l_0_part = missing
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    pass
    yield '\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/note.md.j2', 'notes/adverse_event_note.md.j2').make_module(context.get_all(), True, {'part': l_0_part})
    context.exported_vars.discard('part')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'head'), (undefined(name='practice') if l_0_practice is missing else l_0_practice), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='day') if l_0_day is missing else l_0_day), (undefined(name='case_id') if l_0_case_id is missing else l_0_case_id), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), (undefined(name='created') if l_0_created is missing else l_0_created), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='invented') if l_0_invented is missing else l_0_invented), 'adverse event note')))
    yield '\n\n# TMS adverse event note\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'status'), (undefined(name='created') if l_0_created is missing else l_0_created), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='day') if l_0_day is missing else l_0_day), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), (undefined(name='invented') if l_0_invented is missing else l_0_invented))))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'visit_keys'), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='case_id') if l_0_case_id is missing else l_0_case_id), (undefined(name='day') if l_0_day is missing else l_0_day), (undefined(name='visit') if l_0_visit is missing else l_0_visit), (undefined(name='created') if l_0_created is missing else l_0_created))))
    yield '\n\n## What happened\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'events_table'), (undefined(name='events') if l_0_events is missing else l_0_events))))
    yield '\n\n::: keys\nDevice: | '
    yield str(environment.finalize(environment.getattr((undefined(name='equipment') if l_0_equipment is missing else l_0_equipment), 'device')))
    if environment.getattr((undefined(name='equipment') if l_0_equipment is missing else l_0_equipment), 'serial'):
        pass
        yield ', serial '
        yield str(environment.finalize(environment.getattr((undefined(name='equipment') if l_0_equipment is missing else l_0_equipment), 'serial')))
    if environment.getattr((undefined(name='equipment') if l_0_equipment is missing else l_0_equipment), 'coil'):
        pass
        yield ', coil '
        yield str(environment.finalize(environment.getattr((undefined(name='equipment') if l_0_equipment is missing else l_0_equipment), 'coil')))
    yield '\nProtocol: | '
    yield str(environment.finalize(environment.getattr((undefined(name='delivery') if l_0_delivery is missing else l_0_delivery), 'protocol')))
    yield '\nDelivered: | '
    l_1_loop = missing
    for l_1_row, l_1_loop in LoopContext(t_1((undefined(name='blocks') if l_0_blocks is missing else l_0_blocks)), undefined):
        _loop_vars = {}
        pass
        yield str(environment.finalize(environment.getattr(l_1_row, 'target')))
        yield ': '
        yield str(environment.finalize(environment.getattr(l_1_row, 'trains')))
        yield ' of '
        yield str(environment.finalize(environment.getattr(l_1_row, 'trains_planned')))
        yield ' trains, '
        yield str(environment.finalize(environment.getattr(l_1_row, 'pulses')))
        yield ' pulses at '
        yield str(environment.finalize(environment.getattr(l_1_row, 'intensity')))
        if (not environment.getattr(l_1_loop, 'last')):
            pass
            yield '; '
    l_1_loop = l_1_row = missing
    yield '\nMotor threshold: | '
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'threshold_words'), (undefined(name='threshold') if l_0_threshold is missing else l_0_threshold))))
    yield '\n:::\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'safety_section'), (undefined(name='checks') if l_0_checks is missing else l_0_checks), (undefined(name='call') if l_0_call is missing else l_0_call))))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'suicidality_section'), (undefined(name='suicidality') if l_0_suicidality is missing else l_0_suicidality))))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'people_section'), (undefined(name='operator') if l_0_operator is missing else l_0_operator), (undefined(name='supervisor') if l_0_supervisor is missing else l_0_supervisor), (undefined(name='condition_at_end') if l_0_condition_at_end is missing else l_0_condition_at_end), (undefined(name='plan') if l_0_plan is missing else l_0_plan), (undefined(name='departures') if l_0_departures is missing else l_0_departures), (undefined(name='note') if l_0_note is missing else l_0_note), (undefined(name='early_stops') if l_0_early_stops is missing else l_0_early_stops))))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'signature_section'), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), 'adverse event note', (undefined(name='day') if l_0_day is missing else l_0_day))))
    yield '\n'

blocks = {}
debug_info = '5=43&6=45&10=47&12=49&16=51&19=53&21=63&22=66&24=83&27=85&29=87&31=89&33=91'
origin = ('b29fcf3b59d9aee949a4a93aadb1c47b5664c2f5f6cfaa2da53534d8c62c9b3e', '3.1.6')
