from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'notes/treatment_plan.md.j2'

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
    l_0_diagnoses = resolve('diagnoses')
    l_0_orderer = resolve('orderer')
    l_0_request = resolve('request')
    l_0_parameters = resolve('parameters')
    l_0_method = resolve('method')
    l_0_intensity = resolve('intensity')
    l_0_intensity_max = resolve('intensity_max')
    l_0_ramp = resolve('ramp')
    l_0_authorizations = resolve('authorizations')
    l_0_scale = resolve('scale')
    l_0_supervisor = resolve('supervisor')
    l_0_supervision = resolve('supervision')
    l_0_outcomes = resolve('outcomes')
    l_0_expected = resolve('expected')
    l_0_stop_rules = resolve('stop_rules')
    l_0_note = resolve('note')
    l_0_current = resolve('current')
    l_0_medicines = resolve('medicines')
    l_0_psychotherapy = resolve('psychotherapy')
    l_0_safety_plan = resolve('safety_plan')
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
    l_0_part = context.vars['part'] = environment.get_template('partials/note.md.j2', 'notes/treatment_plan.md.j2').make_module(context.get_all(), True, {'part': l_0_part})
    context.exported_vars.discard('part')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'head'), (undefined(name='practice') if l_0_practice is missing else l_0_practice), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='day') if l_0_day is missing else l_0_day), (undefined(name='case_id') if l_0_case_id is missing else l_0_case_id), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), (undefined(name='created') if l_0_created is missing else l_0_created), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='invented') if l_0_invented is missing else l_0_invented), 'treatment plan')))
    yield '\n\n# TMS treatment plan and order\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'status'), (undefined(name='created') if l_0_created is missing else l_0_created), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='day') if l_0_day is missing else l_0_day), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), (undefined(name='invented') if l_0_invented is missing else l_0_invented))))
    yield '\n\n::: keys\nPatient: | '
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'patient_words'), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='case_id') if l_0_case_id is missing else l_0_case_id))))
    yield '\nDate: | '
    yield str(environment.finalize((undefined(name='day') if l_0_day is missing else l_0_day)))
    yield '\n'
    for l_1_row in t_1((undefined(name='diagnoses') if l_0_diagnoses is missing else l_0_diagnoses)):
        _loop_vars = {}
        pass
        yield 'Diagnosis: | '
        yield str(environment.finalize(environment.getattr(l_1_row, 'code')))
        yield ', '
        yield str(environment.finalize(environment.getattr(l_1_row, 'words')))
        yield '\n'
    l_1_row = missing
    yield 'Ordered by: | '
    yield str(environment.finalize(environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'name')))
    if environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'npi'):
        pass
        yield ', NPI '
        yield str(environment.finalize(environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'npi')))
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'created_line'), (undefined(name='created') if l_0_created is missing else l_0_created))))
    yield '\n:::\n\n## Order\n\n::: keys\nDevice: | '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'device')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'coil'):
        pass
        yield ', coil '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'coil')))
    yield '\nProtocol: | '
    yield str(environment.finalize((environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'protocol_name') or environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'protocol'))))
    yield '\n'
    if (undefined(name='parameters') if l_0_parameters is missing else l_0_parameters):
        pass
        yield 'Parameters: | '
        yield str(environment.finalize(t_2((undefined(name='parameters') if l_0_parameters is missing else l_0_parameters))))
        yield '\n'
    yield 'Target: | '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'target')))
    yield ', found by '
    yield str(environment.finalize((undefined(name='method') if l_0_method is missing else l_0_method)))
    yield '\nIntensity: | '
    yield str(environment.finalize((undefined(name='intensity') if l_0_intensity is missing else l_0_intensity)))
    if (undefined(name='intensity_max') if l_0_intensity_max is missing else l_0_intensity_max):
        pass
        yield ', at most '
        yield str(environment.finalize((undefined(name='intensity_max') if l_0_intensity_max is missing else l_0_intensity_max)))
    yield ", before rounding to the device's whole percent of output"
    if (undefined(name='ramp') if l_0_ramp is missing else l_0_ramp):
        pass
        yield '; ramp: '
        yield str(environment.finalize((undefined(name='ramp') if l_0_ramp is missing else l_0_ramp)))
    yield '\nCourse: | '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'acute')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'per_week')))
    yield ' per week'
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'weeks'):
        pass
        yield ' for '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'weeks')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'taper'):
        pass
        yield ', then a taper of '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'taper')))
        yield '; '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'sessions')))
        yield ' in all'
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
    for l_1_row in t_1((undefined(name='authorizations') if l_0_authorizations is missing else l_0_authorizations)):
        _loop_vars = {}
        pass
        yield 'Authorization: | '
        yield str(environment.finalize(environment.getattr(l_1_row, 'number')))
        if environment.getattr(l_1_row, 'until'):
            pass
            yield ', valid to '
            yield str(environment.finalize(environment.getattr(l_1_row, 'until')))
        yield '\n'
    l_1_row = missing
    yield 'Measurement: | '
    yield str(environment.finalize((undefined(name='scale') if l_0_scale is missing else l_0_scale)))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'scale_every')))
    yield '\nSupervision: | '
    yield str(environment.finalize((undefined(name='supervisor') if l_0_supervisor is missing else l_0_supervisor)))
    if (undefined(name='supervision') if l_0_supervision is missing else l_0_supervision):
        pass
        yield '; '
        yield str(environment.finalize(t_2((undefined(name='supervision') if l_0_supervision is missing else l_0_supervision))))
    yield '\n:::\n\n## Expected outcome\n\n'
    for l_1_row in t_1((undefined(name='outcomes') if l_0_outcomes is missing else l_0_outcomes)):
        _loop_vars = {}
        pass
        yield '- '
        yield str(environment.finalize(environment.getattr(l_1_row, 'instrument')))
        yield ':'
        if environment.getattr(l_1_row, 'response'):
            pass
            yield ' response is a total '
            yield str(environment.finalize(environment.getattr(l_1_row, 'response')))
        if (environment.getattr(l_1_row, 'response') and environment.getattr(l_1_row, 'remission')):
            pass
            yield ';'
        if environment.getattr(l_1_row, 'remission'):
            pass
            yield ' remission is a total of '
            yield str(environment.finalize(environment.getattr(l_1_row, 'remission')))
        yield '.\n'
    l_1_row = missing
    yield '\n'
    if (undefined(name='expected') if l_0_expected is missing else l_0_expected):
        pass
        yield str(environment.finalize((undefined(name='expected') if l_0_expected is missing else l_0_expected)))
        yield '\n\n'
    yield '## Stop rules\n\nTreatment is stopped and the physician is called for: '
    l_1_loop = missing
    for l_1_row, l_1_loop in LoopContext(t_1((undefined(name='stop_rules') if l_0_stop_rules is missing else l_0_stop_rules)), undefined):
        _loop_vars = {}
        pass
        yield str(environment.finalize(l_1_row))
        if (not environment.getattr(l_1_loop, 'last')):
            pass
            yield '; '
    l_1_loop = l_1_row = missing
    yield '.\n\n## Other treatment and safety\n\n'
    if (undefined(name='note') if l_0_note is missing else l_0_note):
        pass
        yield str(environment.finalize((undefined(name='note') if l_0_note is missing else l_0_note)))
        yield '\n\n'
    if (undefined(name='current') if l_0_current is missing else l_0_current):
        pass
        yield '**Medicines at present:** '
        yield str(environment.finalize(t_2((undefined(name='current') if l_0_current is missing else l_0_current))))
        yield '.\\\n'
    if (undefined(name='medicines') if l_0_medicines is missing else l_0_medicines):
        pass
        yield '**Medicines during the course:** '
        yield str(environment.finalize((undefined(name='medicines') if l_0_medicines is missing else l_0_medicines)))
        yield '\\\n'
    if (undefined(name='psychotherapy') if l_0_psychotherapy is missing else l_0_psychotherapy):
        pass
        yield '**Psychotherapy:** '
        yield str(environment.finalize((undefined(name='psychotherapy') if l_0_psychotherapy is missing else l_0_psychotherapy)))
        yield '\\\n'
    yield '**Safety plan:** '
    yield str(environment.finalize((undefined(name='safety_plan') if l_0_safety_plan is missing else l_0_safety_plan)))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'signature_section'), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), 'treatment plan', (undefined(name='day') if l_0_day is missing else l_0_day))))
    yield '\n'

blocks = {}
debug_info = '5=53&6=55&10=57&13=59&14=61&15=63&16=67&18=73&20=79&26=81&28=87&29=89&30=92&32=95&33=99&35=110&37=127&38=130&41=146&42=150&45=158&46=162&52=168&53=172&56=188&57=190&62=194&66=203&67=205&70=207&71=210&73=212&74=215&76=217&77=220&79=223&81=225'
origin = ('99643a146778db934061ac3d4ed89870fe49dd7a0e0d64484634cbae5347a92a', '3.1.6')
