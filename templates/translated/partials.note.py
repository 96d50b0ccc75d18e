from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'partials/note.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_head = l_0_status = l_0_created_line = l_0_patient_words = l_0_visit_keys = l_0_threshold_words = l_0_device_section = l_0_delivery_section = l_0_answer_of = l_0_safety_section = l_0_suicidality_asked = l_0_suicidality_section = l_0_events_table = l_0_tolerance_section = l_0_training_words = l_0_people_section = l_0_signature_section = missing
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    try:
        t_2 = environment.filters['batch']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'batch' found.")
    try:
        t_3 = environment.filters['capitalize']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'capitalize' found.")
    try:
        t_4 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_5 = environment.filters['listed']
    except KeyError:
        @internalcode
        def t_5(*unused):
            raise TemplateRuntimeError("No filter named 'listed' found.")
    try:
        t_6 = environment.filters['lower']
    except KeyError:
        @internalcode
        def t_6(*unused):
            raise TemplateRuntimeError("No filter named 'lower' found.")
    pass
    yield '\n\n\n\n'
    def macro(l_1_practice, l_1_patient, l_1_day, l_1_case_id, l_1_record_code, l_1_created, l_1_signing, l_1_invented, l_1_title):
        t_7 = []
        if l_1_practice is missing:
            l_1_practice = undefined("parameter 'practice' was not provided", name='practice')
        if l_1_patient is missing:
            l_1_patient = undefined("parameter 'patient' was not provided", name='patient')
        if l_1_day is missing:
            l_1_day = undefined("parameter 'day' was not provided", name='day')
        if l_1_case_id is missing:
            l_1_case_id = undefined("parameter 'case_id' was not provided", name='case_id')
        if l_1_record_code is missing:
            l_1_record_code = undefined("parameter 'record_code' was not provided", name='record_code')
        if l_1_created is missing:
            l_1_created = undefined("parameter 'created' was not provided", name='created')
        if l_1_signing is missing:
            l_1_signing = undefined("parameter 'signing' was not provided", name='signing')
        if l_1_invented is missing:
            l_1_invented = undefined("parameter 'invented' was not provided", name='invented')
        if l_1_title is missing:
            l_1_title = undefined("parameter 'title' was not provided", name='title')
        pass
        t_7.extend((
            '::: letterhead\n',
            str(environment.finalize(environment.getattr(l_1_practice, 'name'))),
            '\n',
        ))
        for l_2_line in t_1(environment.getattr(l_1_practice, 'lines')):
            _loop_vars = {}
            pass
            t_7.extend((
                str(environment.finalize(l_2_line)),
                '\n',
            ))
        l_2_line = missing
        if environment.getattr(l_1_practice, 'phone'):
            pass
            t_7.extend((
                'Telephone ',
                str(environment.finalize(environment.getattr(l_1_practice, 'phone'))),
            ))
            if environment.getattr(l_1_practice, 'fax'):
                pass
                t_7.extend((
                    ', fax ',
                    str(environment.finalize(environment.getattr(l_1_practice, 'fax'))),
                ))
        t_7.extend((
            '\n:::\n\n::: running\n',
            str(environment.finalize(environment.getattr(l_1_patient, 'name'))),
            ', born ',
            str(environment.finalize(environment.getattr(l_1_patient, 'birth_date'))),
            ', ',
            str(environment.finalize(l_1_title)),
            ' of ',
            str(environment.finalize(l_1_day)),
            '\n:::\n\n::: footer\nConfidential health information. Record code ',
            str(environment.finalize(l_1_record_code)),
            '\n:::\n',
        ))
        return concat(t_7)
    context.exported_vars.add('head')
    context.vars['head'] = l_0_head = Macro(environment, macro, 'head', ('practice', 'patient', 'day', 'case_id', 'record_code', 'created', 'signing', 'invented', 'title'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_created, l_1_signing, l_1_day, l_1_record_code, l_1_invented):
        t_8 = []
        if l_1_created is missing:
            l_1_created = undefined("parameter 'created' was not provided", name='created')
        if l_1_signing is missing:
            l_1_signing = undefined("parameter 'signing' was not provided", name='signing')
        if l_1_day is missing:
            l_1_day = undefined("parameter 'day' was not provided", name='day')
        if l_1_record_code is missing:
            l_1_record_code = undefined("parameter 'record_code' was not provided", name='record_code')
        if l_1_invented is missing:
            l_1_invented = undefined("parameter 'invented' was not provided", name='invented')
        pass
        if l_1_invented:
            pass
            t_8.append(
                '*This is an example. The patient, the clinicians, and the practice are invented.*\n\n',
            )
        if (not environment.getattr(l_1_signing, 'complete')):
            pass
            t_8.append(
                '**UNSIGNED. Not signed by: ',
            )
            l_2_loop = missing
            for l_2_row, l_2_loop in LoopContext(t_1(environment.getattr(l_1_signing, 'open')), undefined):
                _loop_vars = {}
                pass
                t_8.append(
                    str(environment.finalize(t_6(environment.getattr(l_2_row, 'role')))),
                )
                if environment.getattr(l_2_row, 'name'):
                    pass
                    t_8.extend((
                        ' (',
                        str(environment.finalize(environment.getattr(l_2_row, 'name'))),
                        ')',
                    ))
                if (not environment.getattr(l_2_loop, 'last')):
                    pass
                    t_8.append(
                        ', ',
                    )
            l_2_loop = l_2_row = missing
            t_8.append(
                '.**\n\n',
            )
        if environment.getattr(l_1_created, 'late'):
            pass
            t_8.extend((
                '**LATE ENTRY. Created ',
                str(environment.finalize(environment.getattr(l_1_created, 'date'))),
                ', ',
                str(environment.finalize(environment.getattr(l_1_created, 'late'))),
                ' after the service of ',
                str(environment.finalize(l_1_day)),
                '.**',
            ))
            if environment.getattr(l_1_created, 'reason'):
                pass
                t_8.extend((
                    ' Reason: ',
                    str(environment.finalize(environment.getattr(l_1_created, 'reason'))),
                ))
            else:
                pass
                t_8.append(
                    ' No reason is recorded.',
                )
            t_8.append(
                '\n',
            )
        return concat(t_8)
    context.exported_vars.add('status')
    context.vars['status'] = l_0_status = Macro(environment, macro, 'status', ('created', 'signing', 'day', 'record_code', 'invented'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_created):
        t_9 = []
        if l_1_created is missing:
            l_1_created = undefined("parameter 'created' was not provided", name='created')
        pass
        t_9.extend((
            'Note created: | ',
            str(environment.finalize(environment.getattr(l_1_created, 'date'))),
        ))
        if environment.getattr(l_1_created, 'time'):
            pass
            t_9.extend((
                ' at ',
                str(environment.finalize(environment.getattr(l_1_created, 'time'))),
            ))
        if environment.getattr(l_1_created, 'late'):
            pass
            t_9.append(
                ' (late entry)',
            )
        t_9.append(
            '\n',
        )
        return concat(t_9)
    context.exported_vars.add('created_line')
    context.vars['created_line'] = l_0_created_line = Macro(environment, macro, 'created_line', ('created',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_patient, l_1_case_id):
        t_10 = []
        if l_1_patient is missing:
            l_1_patient = undefined("parameter 'patient' was not provided", name='patient')
        if l_1_case_id is missing:
            l_1_case_id = undefined("parameter 'case_id' was not provided", name='case_id')
        pass
        t_10.extend((
            str(environment.finalize(environment.getattr(l_1_patient, 'name'))),
            ', date of birth ',
            str(environment.finalize(environment.getattr(l_1_patient, 'birth_date'))),
        ))
        if environment.getattr(l_1_patient, 'mrn'):
            pass
            t_10.extend((
                ', record number ',
                str(environment.finalize(environment.getattr(l_1_patient, 'mrn'))),
            ))
        t_10.extend((
            ', case ',
            str(environment.finalize(l_1_case_id)),
            '\n',
        ))
        return concat(t_10)
    context.exported_vars.add('patient_words')
    context.vars['patient_words'] = l_0_patient_words = Macro(environment, macro, 'patient_words', ('patient', 'case_id'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_patient, l_1_case_id, l_1_day, l_1_visit, l_1_created):
        t_11 = []
        if l_1_patient is missing:
            l_1_patient = undefined("parameter 'patient' was not provided", name='patient')
        if l_1_case_id is missing:
            l_1_case_id = undefined("parameter 'case_id' was not provided", name='case_id')
        if l_1_day is missing:
            l_1_day = undefined("parameter 'day' was not provided", name='day')
        if l_1_visit is missing:
            l_1_visit = undefined("parameter 'visit' was not provided", name='visit')
        if l_1_created is missing:
            l_1_created = undefined("parameter 'created' was not provided", name='created')
        pass
        t_11.extend((
            '::: keys\nPatient: | ',
            str(environment.finalize(environment.call(context, (undefined(name='patient_words') if l_0_patient_words is missing else l_0_patient_words), l_1_patient, l_1_case_id))),
            '\nDate of service: | ',
            str(environment.finalize(l_1_day)),
            ', ',
            str(environment.finalize(environment.getattr(l_1_visit, 'start'))),
            ' to ',
            str(environment.finalize(environment.getattr(l_1_visit, 'end'))),
        ))
        if environment.getattr(l_1_visit, 'lasted'):
            pass
            t_11.extend((
                ' (',
                str(environment.finalize(environment.getattr(l_1_visit, 'lasted'))),
                ')',
            ))
        t_11.extend((
            '\nSession: | number ',
            str(environment.finalize(environment.getattr(l_1_visit, 'number'))),
        ))
        if (environment.getattr(l_1_visit, 'authorization') and environment.getattr(environment.getattr(l_1_visit, 'authorization'), 'units')):
            pass
            t_11.extend((
                ' (',
                str(environment.finalize(environment.getattr(environment.getattr(l_1_visit, 'authorization'), 'units'))),
                ' in this authorization)',
            ))
        t_11.extend((
            '\nService: | ',
            str(environment.finalize(environment.getattr(l_1_visit, 'code'))),
            ', ',
            str(environment.finalize(environment.getattr(l_1_visit, 'meaning'))),
            '\n',
        ))
        if environment.getattr(l_1_visit, 'authorization'):
            pass
            t_11.extend((
                'Authorization: | ',
                str(environment.finalize(environment.getattr(environment.getattr(l_1_visit, 'authorization'), 'number'))),
            ))
            if environment.getattr(environment.getattr(l_1_visit, 'authorization'), 'valid_from'):
                pass
                t_11.extend((
                    ', from ',
                    str(environment.finalize(environment.getattr(environment.getattr(l_1_visit, 'authorization'), 'valid_from'))),
                ))
            if environment.getattr(environment.getattr(l_1_visit, 'authorization'), 'valid_to'):
                pass
                t_11.extend((
                    ' to ',
                    str(environment.finalize(environment.getattr(environment.getattr(l_1_visit, 'authorization'), 'valid_to'))),
                ))
            t_11.append(
                '\n',
            )
            if environment.getattr(environment.getattr(l_1_visit, 'authorization'), 'used'):
                pass
                t_11.extend((
                    'Units: | ',
                    str(environment.finalize(environment.getattr(environment.getattr(l_1_visit, 'authorization'), 'used'))),
                    '\n',
                ))
        else:
            pass
            t_11.extend((
                'Authorization: | ',
                str(environment.finalize(environment.getattr(l_1_visit, 'no_authorization'))),
                '\n',
            ))
        t_11.extend((
            'Diagnosis: | ',
            str(environment.finalize(environment.getattr(l_1_visit, 'diagnosis'))),
        ))
        if environment.getattr(l_1_visit, 'diagnosis_words'):
            pass
            t_11.extend((
                ', ',
                str(environment.finalize(environment.getattr(l_1_visit, 'diagnosis_words'))),
            ))
        t_11.extend((
            '\n',
            str(environment.finalize(environment.call(context, (undefined(name='created_line') if l_0_created_line is missing else l_0_created_line), l_1_created))),
            '\n:::\n',
        ))
        return concat(t_11)
    context.exported_vars.add('visit_keys')
    context.vars['visit_keys'] = l_0_visit_keys = Macro(environment, macro, 'visit_keys', ('patient', 'case_id', 'day', 'visit', 'created'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_row):
        t_12 = []
        if l_1_row is missing:
            l_1_row = undefined("parameter 'row' was not provided", name='row')
        pass
        t_12.extend((
            str(environment.finalize(environment.getattr(l_1_row, 'percent'))),
            ' of maximum output',
        ))
        if environment.getattr(l_1_row, 'date'):
            pass
            t_12.extend((
                ', determined ',
                str(environment.finalize(environment.getattr(l_1_row, 'date'))),
            ))
        if environment.getattr(l_1_row, 'limb'):
            pass
            t_12.extend((
                ', ',
                str(environment.finalize(environment.getattr(l_1_row, 'limb'))),
            ))
            if environment.getattr(l_1_row, 'muscle'):
                pass
                t_12.extend((
                    ' (',
                    str(environment.finalize(environment.getattr(l_1_row, 'muscle'))),
                    ')',
                ))
        if environment.getattr(l_1_row, 'method'):
            pass
            t_12.extend((
                ', by ',
                str(environment.finalize(environment.getattr(l_1_row, 'method'))),
            ))
        if environment.getattr(l_1_row, 'criterion'):
            pass
            t_12.extend((
                ', ',
                str(environment.finalize(environment.getattr(l_1_row, 'criterion'))),
            ))
        if environment.getattr(l_1_row, 'by'):
            pass
            t_12.extend((
                ', by ',
                str(environment.finalize(environment.getattr(l_1_row, 'by'))),
            ))
        return concat(t_12)
    context.exported_vars.add('threshold_words')
    context.vars['threshold_words'] = l_0_threshold_words = Macro(environment, macro, 'threshold_words', ('row',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_equipment, l_1_placement, l_1_threshold, l_1_delivery):
        t_13 = []
        if l_1_equipment is missing:
            l_1_equipment = undefined("parameter 'equipment' was not provided", name='equipment')
        if l_1_placement is missing:
            l_1_placement = undefined("parameter 'placement' was not provided", name='placement')
        if l_1_threshold is missing:
            l_1_threshold = undefined("parameter 'threshold' was not provided", name='threshold')
        if l_1_delivery is missing:
            l_1_delivery = undefined("parameter 'delivery' was not provided", name='delivery')
        pass
        t_13.extend((
            '## Device and target\n\n::: keys\nDevice: | ',
            str(environment.finalize(environment.getattr(l_1_equipment, 'device'))),
        ))
        if environment.getattr(l_1_equipment, 'serial'):
            pass
            t_13.extend((
                ', serial ',
                str(environment.finalize(environment.getattr(l_1_equipment, 'serial'))),
            ))
        if environment.getattr(l_1_equipment, 'coil'):
            pass
            t_13.extend((
                ', coil ',
                str(environment.finalize(environment.getattr(l_1_equipment, 'coil'))),
            ))
        if environment.getattr(l_1_equipment, 'software'):
            pass
            t_13.extend((
                ', software ',
                str(environment.finalize(environment.getattr(l_1_equipment, 'software'))),
            ))
        t_13.extend((
            '\nProtocol: | ',
            str(environment.finalize(environment.getattr(l_1_delivery, 'protocol'))),
            '\nCoil placement: | ',
            str(environment.finalize(environment.getattr(l_1_placement, 'method'))),
        ))
        if environment.getattr(l_1_placement, 'coordinates'):
            pass
            t_13.extend((
                ', ',
                str(environment.finalize(environment.getattr(l_1_placement, 'coordinates'))),
            ))
        if environment.getattr(l_1_placement, 'angle'):
            pass
            t_13.extend((
                ', angle ',
                str(environment.finalize(environment.getattr(l_1_placement, 'angle'))),
            ))
        if environment.getattr(l_1_placement, 'drift'):
            pass
            t_13.extend((
                ', largest movement ',
                str(environment.finalize(environment.getattr(l_1_placement, 'drift'))),
            ))
        t_13.extend((
            '\nMotor threshold: | ',
            str(environment.finalize(environment.getattr(l_1_threshold, 'percent'))),
            ' of maximum output',
        ))
        if environment.getattr(l_1_threshold, 'date'):
            pass
            t_13.extend((
                ', determined ',
                str(environment.finalize(environment.getattr(l_1_threshold, 'date'))),
            ))
        t_13.append(
            '\n:::\n',
        )
        return concat(t_13)
    context.exported_vars.add('device_section')
    context.vars['device_section'] = l_0_device_section = Macro(environment, macro, 'device_section', ('equipment', 'placement', 'threshold', 'delivery'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_blocks, l_1_delivery):
        t_14 = []
        if l_1_blocks is missing:
            l_1_blocks = undefined("parameter 'blocks' was not provided", name='blocks')
        if l_1_delivery is missing:
            l_1_delivery = undefined("parameter 'delivery' was not provided", name='delivery')
        pass
        t_14.append(
            '## Stimulation delivered\n\n',
        )
        for l_2_row in t_1(l_1_blocks):
            _loop_vars = {}
            pass
            t_14.append(
                '::: table widths=4,5,4,5',
            )
            if (t_4(l_1_blocks) > 1):
                pass
                t_14.extend((
                    ' caption="',
                    str(environment.finalize(environment.getattr(l_2_row, 'target'))),
                    '"',
                ))
            t_14.extend((
                '\n| Parameter | Value | Parameter | Value |\n|-----------|-------|-----------|-------|\n| Target | ',
                str(environment.finalize(environment.getattr(l_2_row, 'target'))),
                ' | Frequency | ',
                str(environment.finalize(environment.getattr(l_2_row, 'frequency'))),
            ))
            if environment.getattr(l_2_row, 'burst'):
                pass
                t_14.extend((
                    ', ',
                    str(environment.finalize(environment.getattr(l_2_row, 'burst'))),
                ))
            t_14.extend((
                ' |\n| Intensity | ',
                str(environment.finalize(environment.getattr(l_2_row, 'intensity'))),
                ' | Device output | ',
                str(environment.finalize(environment.getattr(l_2_row, 'output'))),
            ))
            if environment.getattr(l_2_row, 'rounded'):
                pass
                t_14.extend((
                    ' (',
                    str(environment.finalize(environment.getattr(l_2_row, 'rounded'))),
                    ' computed)',
                ))
            t_14.extend((
                ' |\n| Train, gap | ',
                str(environment.finalize(environment.getattr(l_2_row, 'on'))),
                ' on, ',
                str(environment.finalize(environment.getattr(l_2_row, 'off'))),
                ' off | Pulses in a train | ',
                str(environment.finalize((environment.getattr(l_2_row, 'per_train') or 'not recorded'))),
                ' |\n| Trains delivered | ',
                str(environment.finalize(environment.getattr(l_2_row, 'trains'))),
                ' of ',
                str(environment.finalize(environment.getattr(l_2_row, 'trains_planned'))),
                ' planned | Pulses delivered | ',
                str(environment.finalize(environment.getattr(l_2_row, 'pulses'))),
                ' |\n| Length as logged | ',
                str(environment.finalize((environment.getattr(l_2_row, 'minutes') or 'not recorded'))),
                ' | Stopped early | ',
                str(environment.finalize((environment.getattr(l_1_delivery, 'stopped_early') or 'not recorded'))),
                ' |\n:::\n\n',
            ))
        l_2_row = missing
        t_14.append(
            '::: keys\n',
        )
        if environment.getattr(l_1_delivery, 'total'):
            pass
            t_14.extend((
                'Pulses in all: | ',
                str(environment.finalize(environment.getattr(l_1_delivery, 'total'))),
                '\n',
            ))
        if environment.getattr(l_1_delivery, 'ramp'):
            pass
            t_14.extend((
                'Why lower intensity: | ',
                str(environment.finalize(environment.getattr(l_1_delivery, 'ramp'))),
                '\n',
            ))
        if environment.getattr(l_1_delivery, 'none'):
            pass
            t_14.extend((
                'Interruptions: | ',
                str(environment.finalize(environment.getattr(l_1_delivery, 'none'))),
                '\n',
            ))
        for l_2_row in t_1(environment.getattr(l_1_delivery, 'interruptions')):
            _loop_vars = {}
            pass
            t_14.append(
                'Interruption: | ',
            )
            if environment.getattr(l_2_row, 'at'):
                pass
                t_14.extend((
                    str(environment.finalize(environment.getattr(l_2_row, 'at'))),
                    ', ',
                ))
            if environment.getattr(l_2_row, 'minutes'):
                pass
                t_14.append(
                    str(environment.finalize(environment.getattr(l_2_row, 'minutes'))),
                )
            else:
                pass
                t_14.append(
                    'length not recorded',
                )
            t_14.extend((
                ': ',
                str(environment.finalize(environment.getattr(l_2_row, 'reason'))),
                '\n',
            ))
        l_2_row = missing
        t_14.append(
            ':::\n\n',
        )
        return concat(t_14)
    context.exported_vars.add('delivery_section')
    context.vars['delivery_section'] = l_0_delivery_section = Macro(environment, macro, 'delivery_section', ('blocks', 'delivery'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_row):
        t_15 = []
        if l_1_row is missing:
            l_1_row = undefined("parameter 'row' was not provided", name='row')
        pass
        t_15.append(
            str(environment.finalize((environment.getattr(l_1_row, 'answer') or 'not recorded'))),
        )
        if environment.getattr(l_1_row, 'detail'):
            pass
            t_15.extend((
                ': ',
                str(environment.finalize(environment.getattr(l_1_row, 'detail'))),
            ))
        return concat(t_15)
    context.exported_vars.add('answer_of')
    context.vars['answer_of'] = l_0_answer_of = Macro(environment, macro, 'answer_of', ('row',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_checks, l_1_call):
        t_16 = []
        if l_1_checks is missing:
            l_1_checks = undefined("parameter 'checks' was not provided", name='checks')
        if l_1_call is missing:
            l_1_call = undefined("parameter 'call' was not provided", name='call')
        pass
        t_16.append(
            '## Safety check before treatment\n\n::: table widths=5,4,5,4\n| Question | Answer | Question | Answer |\n|----------|--------|----------|--------|\n',
        )
        for l_2_pair in t_1(t_2(l_1_checks, 2)):
            _loop_vars = {}
            pass
            t_16.extend((
                '| ',
                str(environment.finalize(environment.getattr(environment.getitem(l_2_pair, 0), 'question'))),
                ' | ',
                str(environment.finalize(environment.call(context, (undefined(name='answer_of') if l_0_answer_of is missing else l_0_answer_of), environment.getitem(l_2_pair, 0), _loop_vars=_loop_vars))),
                ' | ',
            ))
            if (t_4(l_2_pair) > 1):
                pass
                t_16.append(
                    str(environment.finalize(environment.getattr(environment.getitem(l_2_pair, 1), 'question'))),
                )
            t_16.append(
                ' | ',
            )
            if (t_4(l_2_pair) > 1):
                pass
                t_16.append(
                    str(environment.finalize(environment.call(context, (undefined(name='answer_of') if l_0_answer_of is missing else l_0_answer_of), environment.getitem(l_2_pair, 1), _loop_vars=_loop_vars))),
                )
            t_16.append(
                ' |\n',
            )
        l_2_pair = missing
        t_16.append(
            ':::\n\n',
        )
        if l_1_call:
            pass
            t_16.extend((
                "Physician's answer (",
                str(environment.finalize(environment.getattr(l_1_call, 'clinician'))),
            ))
            if environment.getattr(l_1_call, 'at'):
                pass
                t_16.extend((
                    ', ',
                    str(environment.finalize(environment.getattr(l_1_call, 'at'))),
                ))
            t_16.extend((
                '): ',
                str(environment.finalize(environment.getattr(l_1_call, 'text'))),
                '\n\n',
            ))
        return concat(t_16)
    context.exported_vars.add('safety_section')
    context.vars['safety_section'] = l_0_safety_section = Macro(environment, macro, 'safety_section', ('checks', 'call'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_row):
        t_17 = []
        if l_1_row is missing:
            l_1_row = undefined("parameter 'row' was not provided", name='row')
        pass
        if environment.getattr(l_1_row, 'item_9'):
            pass
            t_17.extend((
                'item 9 of the PHQ-9: ',
                str(environment.finalize(environment.getattr(l_1_row, 'item_9'))),
            ))
        if (environment.getattr(l_1_row, 'item_9') and (environment.getattr(l_1_row, 'c_ssrs') or environment.getattr(l_1_row, 'behavior'))):
            pass
            t_17.append(
                '; ',
            )
        if environment.getattr(l_1_row, 'c_ssrs'):
            pass
            t_17.extend((
                'C-SSRS ideation level ',
                str(environment.finalize(environment.getattr(l_1_row, 'c_ssrs'))),
            ))
        if (environment.getattr(l_1_row, 'c_ssrs') and environment.getattr(l_1_row, 'behavior')):
            pass
            t_17.append(
                '; ',
            )
        if environment.getattr(l_1_row, 'behavior'):
            pass
            t_17.extend((
                'suicidal behavior since the last visit: ',
                str(environment.finalize(environment.getattr(l_1_row, 'behavior'))),
            ))
        if (not environment.getattr(l_1_row, 'positive')):
            pass
            t_17.append(
                ' (negative)',
            )
        return concat(t_17)
    context.exported_vars.add('suicidality_asked')
    context.vars['suicidality_asked'] = l_0_suicidality_asked = Macro(environment, macro, 'suicidality_asked', ('row',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_row):
        t_18 = []
        if l_1_row is missing:
            l_1_row = undefined("parameter 'row' was not provided", name='row')
        pass
        if l_1_row:
            pass
            t_18.extend((
                '::: keys\nSuicide questions: | ',
                str(environment.finalize(environment.call(context, (undefined(name='suicidality_asked') if l_0_suicidality_asked is missing else l_0_suicidality_asked), l_1_row))),
                '\n',
            ))
            if environment.getattr(l_1_row, 'positive'):
                pass
                t_18.extend((
                    '**Positive answer:** | assessed by ',
                    str(environment.finalize(environment.getattr(l_1_row, 'clinician'))),
                ))
                if environment.getattr(l_1_row, 'assessed'):
                    pass
                    t_18.extend((
                        ' at ',
                        str(environment.finalize(environment.getattr(l_1_row, 'assessed'))),
                    ))
                t_18.extend((
                    '\nAssessment: | ',
                    str(environment.finalize(environment.getattr(l_1_row, 'assessment'))),
                    '\nDisposition: | ',
                    str(environment.finalize(environment.getattr(l_1_row, 'disposition'))),
                    '\n',
                ))
            t_18.append(
                ':::\n',
            )
        return concat(t_18)
    context.exported_vars.add('suicidality_section')
    context.vars['suicidality_section'] = l_0_suicidality_section = Macro(environment, macro, 'suicidality_section', ('row',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_events):
        t_19 = []
        if l_1_events is missing:
            l_1_events = undefined("parameter 'events' was not provided", name='events')
        pass
        t_19.append(
            '::: table widths=5,3,3,6,4,6\n| Adverse event | Onset | Severity | Action | Resolved | Physician notified |\n|---------------|-------|----------|--------|----------|--------------------|\n',
        )
        for l_2_row in t_1(l_1_events):
            _loop_vars = {}
            pass
            t_19.extend((
                '| ',
                str(environment.finalize(t_3(environment.getattr(l_2_row, 'event')))),
            ))
            if environment.getattr(l_2_row, 'detail'):
                pass
                t_19.extend((
                    ': ',
                    str(environment.finalize(environment.getattr(l_2_row, 'detail'))),
                ))
            t_19.extend((
                ' | ',
                str(environment.finalize((environment.getattr(l_2_row, 'at') or 'not recorded'))),
            ))
            if environment.getattr(l_2_row, 'after'):
                pass
                t_19.append(
                    ' (after the session)',
                )
            t_19.extend((
                ' | ',
                str(environment.finalize(environment.getattr(l_2_row, 'severity'))),
                ' | ',
                str(environment.finalize(environment.getattr(l_2_row, 'action'))),
                ' | ',
                str(environment.finalize(environment.getattr(l_2_row, 'resolved'))),
            ))
            if environment.getattr(l_2_row, 'resolved_at'):
                pass
                t_19.extend((
                    ', ',
                    str(environment.finalize(environment.getattr(l_2_row, 'resolved_at'))),
                ))
            t_19.extend((
                ' | ',
                str(environment.finalize(environment.getattr(l_2_row, 'told'))),
            ))
            if environment.getattr(l_2_row, 'physician'):
                pass
                t_19.extend((
                    ', ',
                    str(environment.finalize(environment.getattr(l_2_row, 'physician'))),
                ))
            if environment.getattr(l_2_row, 'told_at'):
                pass
                t_19.extend((
                    ', ',
                    str(environment.finalize(environment.getattr(l_2_row, 'told_at'))),
                ))
            t_19.append(
                ' |\n',
            )
        l_2_row = missing
        t_19.append(
            ':::\n\n',
        )
        return concat(t_19)
    context.exported_vars.add('events_table')
    context.vars['events_table'] = l_0_events_table = Macro(environment, macro, 'events_table', ('events',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_mood, l_1_mood_text, l_1_pain, l_1_provocation, l_1_provocation_distress, l_1_suicidality, l_1_events, l_1_no_events):
        t_20 = []
        if l_1_mood is missing:
            l_1_mood = undefined("parameter 'mood' was not provided", name='mood')
        if l_1_mood_text is missing:
            l_1_mood_text = undefined("parameter 'mood_text' was not provided", name='mood_text')
        if l_1_pain is missing:
            l_1_pain = undefined("parameter 'pain' was not provided", name='pain')
        if l_1_provocation is missing:
            l_1_provocation = undefined("parameter 'provocation' was not provided", name='provocation')
        if l_1_provocation_distress is missing:
            l_1_provocation_distress = undefined("parameter 'provocation_distress' was not provided", name='provocation_distress')
        if l_1_suicidality is missing:
            l_1_suicidality = undefined("parameter 'suicidality' was not provided", name='suicidality')
        if l_1_events is missing:
            l_1_events = undefined("parameter 'events' was not provided", name='events')
        if l_1_no_events is missing:
            l_1_no_events = undefined("parameter 'no_events' was not provided", name='no_events')
        pass
        t_20.append(
            '## Mood, tolerance, and adverse events\n\n::: keys\nMood: | ',
        )
        if l_1_mood:
            pass
            t_20.append(
                str(environment.finalize(l_1_mood)),
            )
        else:
            pass
            t_20.append(
                'rating not recorded',
            )
        if l_1_mood_text:
            pass
            t_20.extend((
                '. ',
                str(environment.finalize(l_1_mood_text)),
            ))
        t_20.append(
            '\n',
        )
        if l_1_provocation:
            pass
            t_20.append(
                'Provocation: | ',
            )
            if l_1_provocation_distress:
                pass
                t_20.extend((
                    'distress ',
                    str(environment.finalize(l_1_provocation_distress)),
                    '. ',
                ))
            t_20.extend((
                str(environment.finalize(l_1_provocation)),
                '\n',
            ))
        t_20.extend((
            'Pain at the site: | ',
            str(environment.finalize((l_1_pain or 'not recorded'))),
            '\n',
        ))
        if l_1_no_events:
            pass
            t_20.extend((
                'Adverse events: | ',
                str(environment.finalize(l_1_no_events)),
                '\n',
            ))
        else:
            pass
            t_20.append(
                'Adverse events: | see the table\n',
            )
        if (not l_1_suicidality):
            pass
            t_20.append(
                'Suicide questions: | not recorded\n',
            )
        t_20.extend((
            ':::\n\n',
            str(environment.finalize(environment.call(context, (undefined(name='suicidality_section') if l_0_suicidality_section is missing else l_0_suicidality_section), l_1_suicidality))),
            '\n\n',
        ))
        if l_1_events:
            pass
            t_20.extend((
                str(environment.finalize(environment.call(context, (undefined(name='events_table') if l_0_events_table is missing else l_0_events_table), l_1_events))),
                '\n',
            ))
        return concat(t_20)
    context.exported_vars.add('tolerance_section')
    context.vars['tolerance_section'] = l_0_tolerance_section = Macro(environment, macro, 'tolerance_section', ('mood', 'mood_text', 'pain', 'provocation', 'provocation_distress', 'suicidality', 'events', 'no_events'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_operator):
        t_21 = []
        if l_1_operator is missing:
            l_1_operator = undefined("parameter 'operator' was not provided", name='operator')
        pass
        if environment.getattr(l_1_operator, 'training'):
            pass
            t_21.extend((
                '; trained in ',
                str(environment.finalize(t_5(environment.getattr(l_1_operator, 'training')))),
            ))
        if environment.getattr(l_1_operator, 'untrained'):
            pass
            t_21.extend((
                '; **not trained in ',
                str(environment.finalize(t_5(environment.getattr(l_1_operator, 'untrained')))),
                '**',
            ))
        if environment.getattr(l_1_operator, 'training_silent'):
            pass
            t_21.extend((
                '; training in ',
                str(environment.finalize(t_5(environment.getattr(l_1_operator, 'training_silent')))),
                ' not recorded',
            ))
        return concat(t_21)
    context.exported_vars.add('training_words')
    context.vars['training_words'] = l_0_training_words = Macro(environment, macro, 'training_words', ('operator',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_operator, l_1_supervisor, l_1_condition_at_end, l_1_plan, l_1_departures, l_1_note, l_1_early_stops):
        t_22 = []
        if l_1_operator is missing:
            l_1_operator = undefined("parameter 'operator' was not provided", name='operator')
        if l_1_supervisor is missing:
            l_1_supervisor = undefined("parameter 'supervisor' was not provided", name='supervisor')
        if l_1_condition_at_end is missing:
            l_1_condition_at_end = undefined("parameter 'condition_at_end' was not provided", name='condition_at_end')
        if l_1_plan is missing:
            l_1_plan = undefined("parameter 'plan' was not provided", name='plan')
        if l_1_departures is missing:
            l_1_departures = undefined("parameter 'departures' was not provided", name='departures')
        if l_1_note is missing:
            l_1_note = undefined("parameter 'note' was not provided", name='note')
        if l_1_early_stops is missing:
            l_1_early_stops = undefined("parameter 'early_stops' was not provided", name='early_stops')
        pass
        if (l_1_departures or l_1_note):
            pass
            t_22.append(
                '## Departures and remarks\n\n',
            )
            for l_2_row in t_1(l_1_departures):
                _loop_vars = {}
                pass
                t_22.append(
                    '- ',
                )
                if environment.getattr(l_2_row, 'what'):
                    pass
                    t_22.append(
                        str(environment.finalize(t_3(environment.getattr(l_2_row, 'what')))),
                    )
                else:
                    pass
                    t_22.append(
                        'Departure',
                    )
                t_22.extend((
                    ' (',
                    str(environment.finalize(environment.getattr(l_2_row, 'clinician'))),
                    ', ',
                    str(environment.finalize(environment.getattr(l_2_row, 'date'))),
                    '): ',
                    str(environment.finalize(environment.getattr(l_2_row, 'text'))),
                    '\n',
                ))
            l_2_row = missing
            t_22.append(
                '\n',
            )
            if l_1_note:
                pass
                t_22.extend((
                    str(environment.finalize(l_1_note)),
                    '\n\n',
                ))
        t_22.extend((
            '## Staff, end of session, plan\n\n**Operator:** ',
            str(environment.finalize(environment.getattr(l_1_operator, 'in_full'))),
            str(environment.finalize(environment.call(context, (undefined(name='training_words') if l_0_training_words is missing else l_0_training_words), l_1_operator))),
            '\\\n**Supervisor:** ',
            str(environment.finalize(environment.getattr(l_1_supervisor, 'name'))),
        ))
        if environment.getattr(l_1_supervisor, 'npi'):
            pass
            t_22.extend((
                ', NPI ',
                str(environment.finalize(environment.getattr(l_1_supervisor, 'npi'))),
            ))
        t_22.extend((
            ', ',
            str(environment.finalize(environment.getattr(l_1_supervisor, 'location'))),
            ', ',
            str(environment.finalize(environment.getattr(l_1_supervisor, 'availability'))),
            '\\\n**Condition at end:** ',
            str(environment.finalize(l_1_condition_at_end)),
            '\\\n',
        ))
        for l_2_row in t_1(l_1_early_stops):
            _loop_vars = {}
            pass
            t_22.extend((
                '**Early-stop note:** ',
                str(environment.finalize(environment.getattr(l_2_row, 'id'))),
                ', ',
                str(environment.finalize(environment.getattr(l_2_row, 'date'))),
                ': ',
                str(environment.finalize(environment.getattr(l_2_row, 'reason'))),
                '\\\n',
            ))
        l_2_row = missing
        t_22.extend((
            '**Plan:** ',
            str(environment.finalize(l_1_plan)),
            '\n\n',
        ))
        return concat(t_22)
    context.exported_vars.add('people_section')
    context.vars['people_section'] = l_0_people_section = Macro(environment, macro, 'people_section', ('operator', 'supervisor', 'condition_at_end', 'plan', 'departures', 'note', 'early_stops'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_signing, l_1_record_code, l_1_what, l_1_day):
        t_23 = []
        if l_1_signing is missing:
            l_1_signing = undefined("parameter 'signing' was not provided", name='signing')
        if l_1_record_code is missing:
            l_1_record_code = undefined("parameter 'record_code' was not provided", name='record_code')
        if l_1_what is missing:
            l_1_what = undefined("parameter 'what' was not provided", name='what')
        if l_1_day is missing:
            l_1_day = undefined("parameter 'day' was not provided", name='day')
        pass
        for l_2_row in t_1(environment.getattr(l_1_signing, 'signed')):
            _loop_vars = {}
            pass
            t_23.extend((
                'Signed by ',
                str(environment.finalize(environment.getattr(l_2_row, 'name'))),
                ', ',
                str(environment.finalize(environment.getattr(l_2_row, 'role'))),
                ', ',
                str(environment.finalize(environment.getattr(l_2_row, 'date'))),
            ))
            if environment.getattr(l_2_row, 'time'):
                pass
                t_23.extend((
                    ' at ',
                    str(environment.finalize(environment.getattr(l_2_row, 'time'))),
                ))
            t_23.extend((
                ', for record ',
                str(environment.finalize(l_1_record_code)),
                '.\n\n',
            ))
        l_2_row = missing
        l_2_loop = missing
        for l_2_row, l_2_loop in LoopContext(t_1(environment.getattr(l_1_signing, 'open')), undefined):
            _loop_vars = {}
            pass
            if (not environment.getattr(l_2_loop, 'first')):
                pass
                t_23.append(
                    'Also to be signed by:\n\n',
                )
            t_23.append(
                '::: signature\n',
            )
            if environment.getattr(l_2_row, 'name'):
                pass
                t_23.extend((
                    str(environment.finalize(environment.getattr(l_2_row, 'name'))),
                    '\n',
                ))
            else:
                pass
                t_23.extend((
                    str(environment.finalize(environment.getattr(l_2_row, 'role'))),
                    '\n',
                ))
            t_23.extend((
                str(environment.finalize(environment.getattr(l_2_row, 'role'))),
                ', for the ',
                str(environment.finalize(l_1_what)),
                ' of ',
                str(environment.finalize(l_1_day)),
                ', record ',
                str(environment.finalize(l_1_record_code)),
                '\nTime signed: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ &nbsp; UNSIGNED until signed, dated, and timed\n:::\n\n',
            ))
        l_2_loop = l_2_row = missing
        return concat(t_23)
    context.exported_vars.add('signature_section')
    context.vars['signature_section'] = l_0_signature_section = Macro(environment, macro, 'signature_section', ('signing', 'record_code', 'what', 'day'), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '5=49&7=72&8=75&9=79&11=83&16=97&20=105&24=112&25=125&29=130&30=136&33=158&34=162&39=187&40=194&44=214&45=222&48=241&50=256&51=258&53=273&55=284&56=289&57=293&59=310&60=314&63=321&65=326&67=336&71=343&72=349&75=393&79=406&81=428&82=430&84=452&89=468&92=478&93=484&97=493&98=505&99=518&100=524&101=530&106=539&107=543&109=546&110=550&112=553&113=557&115=560&116=566&122=595&124=613&130=623&131=628&135=653&136=657&141=674&142=679&145=716&146=721&148=725&149=728&150=732&152=742&153=744&159=754&163=762&164=767&170=825&174=847&176=866&177=871&179=884&180=887&181=891&185=899&190=906&192=909&193=912&197=919&198=924&201=948&202=965&205=970&206=976&209=999&210=1002&216=1007&217=1010&218=1024&219=1027&220=1032&222=1042&227=1049&228=1060&229=1065&232=1084&233=1087&238=1095&239=1098&241=1104&243=1108'
origin = ('485865ee13fb28463adeb2122e7b77aa2e4217207ad01a7cbddd61c5a8e024ea', '3.1.6')
