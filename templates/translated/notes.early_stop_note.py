from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'notes/early_stop_note.md.j2'

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
    l_0_scope = resolve('scope')
    l_0_session_number = resolve('session_number')
    l_0_session_day = resolve('session_day')
    l_0_time = resolve('time')
    l_0_reason = resolve('reason')
    l_0_delivered = resolve('delivered')
    l_0_given = resolve('given')
    l_0_detail = resolve('detail')
    l_0_action = resolve('action')
    l_0_physician = resolve('physician')
    l_0_told_at = resolve('told_at')
    l_0_suicidality = resolve('suicidality')
    l_0_condition = resolve('condition')
    l_0_decision = resolve('decision')
    l_0_decided_by = resolve('decided_by')
    l_0_decided_on = resolve('decided_on')
    l_0_decision_text = resolve('decision_text')
    l_0_plan = resolve('plan')
    l_0_part = missing
    try:
        t_1 = environment.filters['capitalize']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'capitalize' found.")
    pass
    yield '\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/note.md.j2', 'notes/early_stop_note.md.j2').make_module(context.get_all(), True, {'part': l_0_part})
    context.exported_vars.discard('part')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'head'), (undefined(name='practice') if l_0_practice is missing else l_0_practice), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='day') if l_0_day is missing else l_0_day), (undefined(name='case_id') if l_0_case_id is missing else l_0_case_id), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), (undefined(name='created') if l_0_created is missing else l_0_created), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='invented') if l_0_invented is missing else l_0_invented), 'early stop note')))
    yield '\n\n# TMS early stop note\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'status'), (undefined(name='created') if l_0_created is missing else l_0_created), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='day') if l_0_day is missing else l_0_day), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), (undefined(name='invented') if l_0_invented is missing else l_0_invented))))
    yield '\n\n::: keys\nPatient: | '
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'patient_words'), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='case_id') if l_0_case_id is missing else l_0_case_id))))
    yield '\nDate: | '
    yield str(environment.finalize((undefined(name='day') if l_0_day is missing else l_0_day)))
    yield '\nStopped: | '
    if ((undefined(name='scope') if l_0_scope is missing else l_0_scope) == 'course'):
        pass
        yield 'the course'
    else:
        pass
        yield 'one session'
    if (undefined(name='session_number') if l_0_session_number is missing else l_0_session_number):
        pass
        yield ' (session '
        yield str(environment.finalize((undefined(name='session_number') if l_0_session_number is missing else l_0_session_number)))
        if (undefined(name='session_day') if l_0_session_day is missing else l_0_session_day):
            pass
            yield ', '
            yield str(environment.finalize((undefined(name='session_day') if l_0_session_day is missing else l_0_session_day)))
        yield ')'
    yield '\n'
    if (undefined(name='time') if l_0_time is missing else l_0_time):
        pass
        yield 'Time: | '
        yield str(environment.finalize((undefined(name='time') if l_0_time is missing else l_0_time)))
        yield '\n'
    yield 'Reason: | '
    yield str(environment.finalize((undefined(name='reason') if l_0_reason is missing else l_0_reason)))
    yield '\n'
    if (undefined(name='delivered') if l_0_delivered is missing else l_0_delivered):
        pass
        yield 'Delivered: | '
        yield str(environment.finalize((undefined(name='delivered') if l_0_delivered is missing else l_0_delivered)))
        yield '\n'
    yield 'Sessions given: | '
    yield str(environment.finalize((undefined(name='given') if l_0_given is missing else l_0_given)))
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'created_line'), (undefined(name='created') if l_0_created is missing else l_0_created))))
    yield '\n:::\n\n## What happened and what was done\n\n'
    yield str(environment.finalize((undefined(name='detail') if l_0_detail is missing else l_0_detail)))
    yield '\n\n'
    yield str(environment.finalize((undefined(name='action') if l_0_action is missing else l_0_action)))
    yield '\n\nPhysician notified: '
    yield str(environment.finalize((undefined(name='physician') if l_0_physician is missing else l_0_physician)))
    yield ' at '
    yield str(environment.finalize((undefined(name='told_at') if l_0_told_at is missing else l_0_told_at)))
    yield '.\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'suicidality_section'), (undefined(name='suicidality') if l_0_suicidality is missing else l_0_suicidality))))
    yield '\n\nCondition on leaving: '
    yield str(environment.finalize((undefined(name='condition') if l_0_condition is missing else l_0_condition)))
    yield '\n\n## Decision on restarting\n\n**'
    yield str(environment.finalize(t_1((undefined(name='decision') if l_0_decision is missing else l_0_decision))))
    yield '.** '
    yield str(environment.finalize((undefined(name='decided_by') if l_0_decided_by is missing else l_0_decided_by)))
    if (undefined(name='decided_on') if l_0_decided_on is missing else l_0_decided_on):
        pass
        yield ', '
        yield str(environment.finalize((undefined(name='decided_on') if l_0_decided_on is missing else l_0_decided_on)))
    yield ': '
    yield str(environment.finalize((undefined(name='decision_text') if l_0_decision_text is missing else l_0_decision_text)))
    if (undefined(name='plan') if l_0_plan is missing else l_0_plan):
        pass
        yield '\\\n**Plan:** '
        yield str(environment.finalize((undefined(name='plan') if l_0_plan is missing else l_0_plan)))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'signature_section'), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), 'early stop note', (undefined(name='day') if l_0_day is missing else l_0_day))))
    yield '\n'

blocks = {}
debug_info = '5=45&6=47&10=49&13=51&14=53&15=55&17=71&18=74&20=77&21=79&22=82&24=85&25=87&30=89&32=91&34=93&36=97&38=99&42=101&43=113&46=115'
origin = ('0ec48ec2b234a43d54f884dbc0de39f01085d69aad923cdd4f6bf8c1110f652a', '3.1.6')
