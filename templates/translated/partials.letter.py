from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'partials/letter.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_letterhead = l_0_payer_address = l_0_reference_block = l_0_claim = l_0_reference_in_short = l_0_diagnosis_line = l_0_code_lines = l_0_sentences = l_0_why = l_0_course_so_far = l_0_before_the_course = l_0_first_course_in_words = l_0_present_only = l_0_all_diagnoses = l_0_network = l_0_own_words = l_0_criteria_note = l_0_footer_line = l_0_enclosed = l_0_summary = l_0_part_of_tms = l_0_scores_table = l_0_diagnosis_section = l_0_as_charted = l_0_trials_section = l_0_trials_table = l_0_history_section = l_0_trial_name = l_0_trial_notes = l_0_therapy_section = l_0_neuromodulation_section = l_0_safety_section = l_0_treatment_section = l_0_provider_section = l_0_attested = l_0_crosswalk_section = l_0_evidence_section = l_0_signed_by = missing
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
        t_3 = environment.filters['groupby']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'groupby' found.")
    try:
        t_4 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_4(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    try:
        t_5 = environment.filters['list']
    except KeyError:
        @internalcode
        def t_5(*unused):
            raise TemplateRuntimeError("No filter named 'list' found.")
    try:
        t_6 = environment.filters['listed']
    except KeyError:
        @internalcode
        def t_6(*unused):
            raise TemplateRuntimeError("No filter named 'listed' found.")
    try:
        t_7 = environment.filters['map']
    except KeyError:
        @internalcode
        def t_7(*unused):
            raise TemplateRuntimeError("No filter named 'map' found.")
    try:
        t_8 = environment.filters['sort']
    except KeyError:
        @internalcode
        def t_8(*unused):
            raise TemplateRuntimeError("No filter named 'sort' found.")
    try:
        t_9 = environment.filters['unique']
    except KeyError:
        @internalcode
        def t_9(*unused):
            raise TemplateRuntimeError("No filter named 'unique' found.")
    pass
    yield '\n\n\n\n'
    def macro(l_1_practice):
        t_10 = []
        if l_1_practice is missing:
            l_1_practice = undefined("parameter 'practice' was not provided", name='practice')
        pass
        t_10.extend((
            '::: letterhead\n',
            str(environment.finalize(environment.getattr(l_1_practice, 'name'))),
            '\n',
        ))
        for l_2_line in t_1(environment.getattr(l_1_practice, 'lines')):
            _loop_vars = {}
            pass
            t_10.extend((
                str(environment.finalize(l_2_line)),
                '\n',
            ))
        l_2_line = missing
        if environment.getattr(l_1_practice, 'phone'):
            pass
            t_10.extend((
                'Telephone ',
                str(environment.finalize(environment.getattr(l_1_practice, 'phone'))),
            ))
            if environment.getattr(l_1_practice, 'fax'):
                pass
                t_10.extend((
                    ', fax ',
                    str(environment.finalize(environment.getattr(l_1_practice, 'fax'))),
                ))
        t_10.append(
            '\n:::\n',
        )
        return concat(t_10)
    context.exported_vars.add('letterhead')
    context.vars['letterhead'] = l_0_letterhead = Macro(environment, macro, 'letterhead', ('practice',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_coverage):
        t_11 = []
        if l_1_coverage is missing:
            l_1_coverage = undefined("parameter 'coverage' was not provided", name='coverage')
        pass
        t_11.extend((
            '::: lines\n',
            str(environment.finalize(environment.getattr(l_1_coverage, 'payer'))),
            '\n',
        ))
        if environment.getattr(l_1_coverage, 'unit'):
            pass
            t_11.extend((
                str(environment.finalize(environment.getattr(l_1_coverage, 'unit'))),
                '\n',
            ))
        for l_2_line in t_1(environment.getattr(l_1_coverage, 'lines')):
            _loop_vars = {}
            pass
            t_11.extend((
                str(environment.finalize(l_2_line)),
                '\n',
            ))
        l_2_line = missing
        if environment.getattr(l_1_coverage, 'fax'):
            pass
            t_11.extend((
                'Fax ',
                str(environment.finalize(environment.getattr(l_1_coverage, 'fax'))),
                '\n',
            ))
        t_11.append(
            ':::\n',
        )
        return concat(t_11)
    context.exported_vars.add('payer_address')
    context.vars['payer_address'] = l_0_payer_address = Macro(environment, macro, 'payer_address', ('coverage',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_patient, l_1_coverage, l_1_policy, l_1_request, l_1_diagnoses, l_1_practice, l_1_orderer):
        t_12 = []
        if l_1_patient is missing:
            l_1_patient = undefined("parameter 'patient' was not provided", name='patient')
        if l_1_coverage is missing:
            l_1_coverage = undefined("parameter 'coverage' was not provided", name='coverage')
        if l_1_policy is missing:
            l_1_policy = undefined("parameter 'policy' was not provided", name='policy')
        if l_1_request is missing:
            l_1_request = undefined("parameter 'request' was not provided", name='request')
        if l_1_diagnoses is missing:
            l_1_diagnoses = undefined("parameter 'diagnoses' was not provided", name='diagnoses')
        if l_1_practice is missing:
            l_1_practice = undefined("parameter 'practice' was not provided", name='practice')
        if l_1_orderer is missing:
            l_1_orderer = undefined("parameter 'orderer' was not provided", name='orderer')
        pass
        t_12.extend((
            '::: keys\nPatient: | ',
            str(environment.finalize(environment.getattr(l_1_patient, 'name'))),
            ', date of birth ',
            str(environment.finalize(environment.getattr(l_1_patient, 'birth_date'))),
            '\nMember: | ID ',
            str(environment.finalize(environment.getattr(l_1_coverage, 'member_id'))),
        ))
        if environment.getattr(l_1_coverage, 'group'):
            pass
            t_12.extend((
                ', group ',
                str(environment.finalize(environment.getattr(l_1_coverage, 'group'))),
            ))
        if environment.getattr(l_1_coverage, 'plan'):
            pass
            t_12.extend((
                ', ',
                str(environment.finalize(environment.getattr(l_1_coverage, 'plan'))),
            ))
        if environment.getattr(l_1_coverage, 'subscriber'):
            pass
            t_12.extend((
                '; subscriber ',
                str(environment.finalize(environment.getattr(l_1_coverage, 'subscriber'))),
            ))
        t_12.append(
            '\nRequest: | ',
        )
        if environment.getattr(l_1_policy, 'review'):
            pass
            t_12.extend((
                str(environment.finalize(environment.getattr(l_1_policy, 'review'))),
                ', ',
            ))
        if environment.getattr(l_1_request, 'expedited'):
            pass
            t_12.append(
                '**expedited review**',
            )
        else:
            pass
            t_12.append(
                'standard review',
            )
        t_12.extend((
            '; ',
            str(environment.finalize(environment.getattr(l_1_request, 'phase'))),
            ', ',
            str(environment.finalize(environment.getattr(l_1_request, 'sessions'))),
        ))
        if environment.getattr(l_1_request, 'start'):
            pass
            t_12.extend((
                ', from ',
                str(environment.finalize(environment.getattr(l_1_request, 'start'))),
            ))
        if environment.getattr(l_1_request, 'end'):
            pass
            t_12.extend((
                ' to ',
                str(environment.finalize(environment.getattr(l_1_request, 'end'))),
            ))
        t_12.extend((
            '\n',
            str(environment.finalize(environment.call(context, (undefined(name='diagnosis_line') if l_0_diagnosis_line is missing else l_0_diagnosis_line), l_1_diagnoses))),
            '\n',
            str(environment.finalize(environment.call(context, (undefined(name='code_lines') if l_0_code_lines is missing else l_0_code_lines), environment.getattr(l_1_request, 'codes')))),
            '\nDevice: | ',
            str(environment.finalize(environment.getattr(l_1_request, 'device'))),
        ))
        if environment.getattr(l_1_request, 'coil_beside_device'):
            pass
            t_12.extend((
                ', ',
                str(environment.finalize(environment.getattr(l_1_request, 'coil_beside_device'))),
            ))
        if environment.getattr(l_1_request, 'clearance'):
            pass
            t_12.extend((
                '; ',
                str(environment.finalize(environment.getattr(environment.getattr(l_1_request, 'clearance'), 'said'))),
            ))
        t_12.append(
            '\n',
        )
        if environment.getattr(l_1_request, 'place'):
            pass
            t_12.extend((
                'Place of service: | ',
                str(environment.finalize(environment.getattr(l_1_request, 'place'))),
                '\n',
            ))
        t_12.extend((
            'Provider: | ',
            str(environment.finalize(environment.getattr(l_1_orderer, 'name'))),
            ', NPI ',
            str(environment.finalize(environment.getattr(l_1_orderer, 'npi'))),
        ))
        if environment.getattr(l_1_practice, 'npi'):
            pass
            t_12.extend((
                '; billing NPI ',
                str(environment.finalize(environment.getattr(l_1_practice, 'npi'))),
            ))
        if environment.getattr(l_1_practice, 'tin'):
            pass
            t_12.extend((
                ', TIN ',
                str(environment.finalize(environment.getattr(l_1_practice, 'tin'))),
            ))
        if environment.getattr(l_1_coverage, 'out_of_network'):
            pass
            t_12.append(
                '; out of network',
            )
        t_12.extend((
            '\nCriteria: | ',
            str(environment.finalize(environment.getattr(l_1_policy, 'payer'))),
            ', ',
            str(environment.finalize(environment.getattr(l_1_policy, 'name'))),
            ', ',
            str(environment.finalize(environment.getattr(l_1_policy, 'effective'))),
            '\n\n:::\n',
        ))
        return concat(t_12)
    context.exported_vars.add('reference_block')
    context.vars['reference_block'] = l_0_reference_block = Macro(environment, macro, 'reference_block', ('patient', 'coverage', 'policy', 'request', 'diagnoses', 'practice', 'orderer'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_draft, l_1_what):
        t_13 = []
        if l_1_draft is missing:
            l_1_draft = undefined("parameter 'draft' was not provided", name='draft')
        if l_1_what is missing:
            l_1_what = 'The treatment is'
        pass
        if l_1_draft:
            pass
            t_13.append(
                'The facts that follow are drawn from the medical record.',
            )
        else:
            pass
            t_13.extend((
                str(environment.finalize(l_1_what)),
                ' medically necessary for the reasons that follow, each drawn from the medical record.',
            ))
        return concat(t_13)
    context.exported_vars.add('claim')
    context.vars['claim'] = l_0_claim = Macro(environment, macro, 'claim', ('draft', 'what'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_patient, l_1_coverage, l_1_policy, l_1_request, l_1_diagnoses, l_1_practice, l_1_orderer):
        t_14 = []
        if l_1_patient is missing:
            l_1_patient = undefined("parameter 'patient' was not provided", name='patient')
        if l_1_coverage is missing:
            l_1_coverage = undefined("parameter 'coverage' was not provided", name='coverage')
        if l_1_policy is missing:
            l_1_policy = undefined("parameter 'policy' was not provided", name='policy')
        if l_1_request is missing:
            l_1_request = undefined("parameter 'request' was not provided", name='request')
        if l_1_diagnoses is missing:
            l_1_diagnoses = undefined("parameter 'diagnoses' was not provided", name='diagnoses')
        if l_1_practice is missing:
            l_1_practice = undefined("parameter 'practice' was not provided", name='practice')
        if l_1_orderer is missing:
            l_1_orderer = undefined("parameter 'orderer' was not provided", name='orderer')
        pass
        t_14.extend((
            '::: keys\nPatient: | ',
            str(environment.finalize(environment.getattr(l_1_patient, 'name'))),
            ', date of birth ',
            str(environment.finalize(environment.getattr(l_1_patient, 'birth_date'))),
            '\nMember: | ID ',
            str(environment.finalize(environment.getattr(l_1_coverage, 'member_id'))),
        ))
        if environment.getattr(l_1_coverage, 'group'):
            pass
            t_14.extend((
                ', group ',
                str(environment.finalize(environment.getattr(l_1_coverage, 'group'))),
            ))
        if environment.getattr(l_1_coverage, 'plan'):
            pass
            t_14.extend((
                ', ',
                str(environment.finalize(environment.getattr(l_1_coverage, 'plan'))),
            ))
        t_14.append(
            '\nRequest: | ',
        )
        if environment.getattr(l_1_policy, 'review'):
            pass
            t_14.extend((
                str(environment.finalize(environment.getattr(l_1_policy, 'review'))),
                ', ',
            ))
        if environment.getattr(l_1_request, 'expedited'):
            pass
            t_14.append(
                '**expedited review**; ',
            )
        t_14.extend((
            str(environment.finalize(environment.getattr(l_1_request, 'phase'))),
            ', ',
            str(environment.finalize(environment.getattr(l_1_request, 'sessions'))),
            ', ',
            str(environment.finalize(environment.getattr(l_1_request, 'coded'))),
        ))
        if environment.getattr(l_1_request, 'start'):
            pass
            t_14.extend((
                ', from ',
                str(environment.finalize(environment.getattr(l_1_request, 'start'))),
            ))
        if environment.getattr(l_1_request, 'end'):
            pass
            t_14.extend((
                ' to ',
                str(environment.finalize(environment.getattr(l_1_request, 'end'))),
            ))
        t_14.extend((
            '\n',
            str(environment.finalize(environment.call(context, (undefined(name='diagnosis_line') if l_0_diagnosis_line is missing else l_0_diagnosis_line), l_1_diagnoses))),
            '\nDevice: | ',
            str(environment.finalize(environment.getattr(l_1_request, 'device'))),
        ))
        if environment.getattr(l_1_request, 'coil_beside_device'):
            pass
            t_14.extend((
                ', ',
                str(environment.finalize(environment.getattr(l_1_request, 'coil_beside_device'))),
            ))
        if environment.getattr(l_1_request, 'clearance'):
            pass
            t_14.extend((
                '; ',
                str(environment.finalize(environment.getattr(environment.getattr(l_1_request, 'clearance'), 'said'))),
            ))
        t_14.append(
            '\n',
        )
        if environment.getattr(l_1_request, 'place'):
            pass
            t_14.extend((
                'Place of service: | ',
                str(environment.finalize(environment.getattr(l_1_request, 'place'))),
                '\n',
            ))
        t_14.extend((
            'Provider: | ',
            str(environment.finalize(environment.getattr(l_1_orderer, 'name'))),
            ', NPI ',
            str(environment.finalize(environment.getattr(l_1_orderer, 'npi'))),
        ))
        if environment.getattr(l_1_practice, 'npi'):
            pass
            t_14.extend((
                '; billing NPI ',
                str(environment.finalize(environment.getattr(l_1_practice, 'npi'))),
            ))
        if environment.getattr(l_1_practice, 'tin'):
            pass
            t_14.extend((
                ', TIN ',
                str(environment.finalize(environment.getattr(l_1_practice, 'tin'))),
            ))
        if environment.getattr(l_1_coverage, 'out_of_network'):
            pass
            t_14.append(
                '; out of network',
            )
        t_14.append(
            '\n:::\n',
        )
        return concat(t_14)
    context.exported_vars.add('reference_in_short')
    context.vars['reference_in_short'] = l_0_reference_in_short = Macro(environment, macro, 'reference_in_short', ('patient', 'coverage', 'policy', 'request', 'diagnoses', 'practice', 'orderer'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_diagnoses):
        t_15 = []
        if l_1_diagnoses is missing:
            l_1_diagnoses = undefined("parameter 'diagnoses' was not provided", name='diagnoses')
        pass
        for l_2_row in t_1(l_1_diagnoses):
            _loop_vars = {}
            pass
            if (environment.getattr(l_2_row, 'primary') or (t_4(l_1_diagnoses) == 1)):
                pass
                t_15.extend((
                    'Diagnosis: | ',
                    str(environment.finalize(environment.getattr(l_2_row, 'code'))),
                    ', ',
                    str(environment.finalize(environment.getattr(l_2_row, 'words'))),
                    '\n',
                ))
        l_2_row = missing
        return concat(t_15)
    context.exported_vars.add('diagnosis_line')
    context.vars['diagnosis_line'] = l_0_diagnosis_line = Macro(environment, macro, 'diagnosis_line', ('diagnoses',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_codes):
        t_16 = []
        if l_1_codes is missing:
            l_1_codes = undefined("parameter 'codes' was not provided", name='codes')
        pass
        l_2_loop = missing
        for l_2_row, l_2_loop in LoopContext(t_1(l_1_codes), undefined):
            _loop_vars = {}
            pass
            if environment.getattr(l_2_loop, 'first'):
                pass
                t_16.append(
                    'Codes: ',
                )
            else:
                pass
                t_16.append(
                    '&nbsp; ',
                )
            t_16.extend((
                '| ',
                str(environment.finalize(environment.getattr(l_2_row, 'code'))),
                ', ',
                str(environment.finalize(environment.getattr(l_2_row, 'units'))),
            ))
            if environment.getattr(l_2_row, 'meaning'):
                pass
                t_16.extend((
                    ': ',
                    str(environment.finalize(environment.getattr(l_2_row, 'meaning'))),
                ))
            t_16.append(
                '\n',
            )
        l_2_loop = l_2_row = missing
        return concat(t_16)
    context.exported_vars.add('code_lines')
    context.vars['code_lines'] = l_0_code_lines = Macro(environment, macro, 'code_lines', ('codes',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_rows):
        t_17 = []
        if l_1_rows is missing:
            l_1_rows = undefined("parameter 'rows' was not provided", name='rows')
        pass
        l_2_loop = missing
        for l_2_one, l_2_loop in LoopContext(t_1(l_1_rows), undefined):
            _loop_vars = {}
            pass
            t_17.append(
                str(environment.finalize(l_2_one)),
            )
            if (not environment.getattr(l_2_loop, 'last')):
                pass
                t_17.append(
                    ' ',
                )
        l_2_loop = l_2_one = missing
        return concat(t_17)
    context.exported_vars.add('sentences')
    context.vars['sentences'] = l_0_sentences = Macro(environment, macro, 'sentences', ('rows',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_story, l_1_tms):
        t_18 = []
        if l_1_story is missing:
            l_1_story = undefined("parameter 'story' was not provided", name='story')
        if l_1_tms is missing:
            l_1_tms = True
        pass
        t_18.append(
            str(environment.finalize(environment.call(context, (undefined(name='sentences') if l_0_sentences is missing else l_0_sentences), environment.getattr(l_1_story, 'illness')))),
        )
        for l_2_row in t_1(environment.getattr(l_1_story, 'function')):
            _loop_vars = {}
            pass
            t_18.extend((
                ' Function, as charted ',
                str(environment.finalize(environment.getattr(l_2_row, 'date'))),
                ': "',
                str(environment.finalize(environment.getattr(l_2_row, 'text'))),
                '"',
            ))
        l_2_row = missing
        t_18.extend((
            '\n\n',
            str(environment.finalize(environment.call(context, (undefined(name='sentences') if l_0_sentences is missing else l_0_sentences), environment.getattr(l_1_story, 'medication')))),
            '\n\n',
            str(environment.finalize(environment.call(context, (undefined(name='sentences') if l_0_sentences is missing else l_0_sentences), environment.getattr(l_1_story, 'therapy')))),
        ))
        if (l_1_tms and environment.getattr(l_1_story, 'neuromodulation')):
            pass
            t_18.extend((
                ' ',
                str(environment.finalize(environment.call(context, (undefined(name='sentences') if l_0_sentences is missing else l_0_sentences), environment.getattr(l_1_story, 'neuromodulation')))),
            ))
        t_18.extend((
            ' ',
            str(environment.finalize(environment.call(context, (undefined(name='sentences') if l_0_sentences is missing else l_0_sentences), environment.getattr(l_1_story, 'safety')))),
            '\n\n',
        ))
        return concat(t_18)
    context.exported_vars.add('why')
    context.vars['why'] = l_0_why = Macro(environment, macro, 'why', ('story', 'tms'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_course):
        t_19 = []
        if l_1_course is missing:
            l_1_course = undefined("parameter 'course' was not provided", name='course')
        pass
        l_2_loop = missing
        for l_2_row, l_2_loop in LoopContext(t_1(environment.getattr(l_1_course, 'trends')), undefined):
            _loop_vars = {}
            pass
            t_19.extend((
                'The ',
                str(environment.finalize(environment.getattr(l_2_row, 'instrument'))),
                ' total',
            ))
            if environment.getattr(l_2_row, 'most'):
                pass
                t_19.extend((
                    ' (of ',
                    str(environment.finalize(environment.getattr(l_2_row, 'most'))),
                    ')',
                ))
            t_19.extend((
                ' was ',
                str(environment.finalize(environment.getattr(environment.getattr(l_2_row, 'first'), 'plain_total'))),
                ' on ',
                str(environment.finalize(environment.getattr(environment.getattr(l_2_row, 'first'), 'date'))),
                ', before the first session. It was ',
            ))
            l_3_loop = missing
            for l_3_one, l_3_loop in LoopContext(t_1(environment.getattr(l_2_row, 'since')), undefined):
                _loop_vars = {}
                pass
                t_19.extend((
                    str(environment.finalize(environment.getattr(l_3_one, 'total'))),
                    '&nbsp;on ',
                    str(environment.finalize(environment.getattr(l_3_one, 'date'))),
                ))
                if (environment.getattr(l_3_loop, 'revindex') == 2):
                    pass
                    if (environment.getattr(l_3_loop, 'length') > 2):
                        pass
                        t_19.append(
                            ',',
                        )
                    t_19.append(
                        ' and ',
                    )
                elif (not environment.getattr(l_3_loop, 'last')):
                    pass
                    t_19.append(
                        ', ',
                    )
            l_3_loop = l_3_one = missing
            t_19.extend((
                ': ',
                str(environment.finalize(environment.getattr(l_2_row, 'change'))),
                '.\n',
            ))
        l_2_loop = l_2_row = missing
        if environment.getattr(l_1_course, 'tolerated'):
            pass
            t_19.extend((
                'Adverse events of the course: ',
                str(environment.finalize(environment.getattr(l_1_course, 'tolerated'))),
                '.\n',
            ))
        for l_2_row in t_1(environment.getattr(l_1_course, 'authorized')):
            _loop_vars = {}
            pass
            t_19.extend((
                'Authorization ',
                str(environment.finalize(environment.getattr(l_2_row, 'number'))),
                ': ',
                str(environment.finalize(environment.getattr(l_2_row, 'codes'))),
            ))
            if environment.getattr(l_2_row, 'from'):
                pass
                t_19.extend((
                    ', valid from ',
                    str(environment.finalize(environment.getattr(l_2_row, 'from'))),
                ))
            if environment.getattr(l_2_row, 'to'):
                pass
                t_19.extend((
                    ' to ',
                    str(environment.finalize(environment.getattr(l_2_row, 'to'))),
                ))
            t_19.append(
                '.\n',
            )
        l_2_row = missing
        return concat(t_19)
    context.exported_vars.add('course_so_far')
    context.vars['course_so_far'] = l_0_course_so_far = Macro(environment, macro, 'course_so_far', ('course',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_story):
        t_20 = []
        if l_1_story is missing:
            l_1_story = undefined("parameter 'story' was not provided", name='story')
        pass
        t_20.extend((
            str(environment.finalize(environment.call(context, (undefined(name='sentences') if l_0_sentences is missing else l_0_sentences), environment.getattr(l_1_story, 'onset')))),
            ' ',
            str(environment.finalize(environment.call(context, (undefined(name='sentences') if l_0_sentences is missing else l_0_sentences), environment.getattr(l_1_story, 'medication')))),
            ' ',
            str(environment.finalize(environment.call(context, (undefined(name='sentences') if l_0_sentences is missing else l_0_sentences), environment.getattr(l_1_story, 'therapy')))),
            ' ',
            str(environment.finalize(environment.call(context, (undefined(name='sentences') if l_0_sentences is missing else l_0_sentences), environment.getattr(l_1_story, 'safety')))),
            '\n',
        ))
        return concat(t_20)
    context.exported_vars.add('before_the_course')
    context.vars['before_the_course'] = l_0_before_the_course = Macro(environment, macro, 'before_the_course', ('story',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_course):
        t_21 = []
        if l_1_course is missing:
            l_1_course = undefined("parameter 'course' was not provided", name='course')
        pass
        t_21.append(
            'The ',
        )
        if environment.getattr(l_1_course, 'others'):
            pass
            t_21.append(
                'latest',
            )
        else:
            pass
            t_21.append(
                'first',
            )
        t_21.extend((
            ' course ran from ',
            str(environment.finalize(environment.getattr(l_1_course, 'from'))),
            ' to ',
            str(environment.finalize(environment.getattr(l_1_course, 'to'))),
            ' (',
            str(environment.finalize(environment.getattr(l_1_course, 'sessions'))),
            ', ',
            str(environment.finalize(environment.getattr(l_1_course, 'device'))),
        ))
        if environment.getattr(l_1_course, 'operator'):
            pass
            t_21.extend((
                ', ',
                str(environment.finalize(environment.getattr(l_1_course, 'operator'))),
            ))
        t_21.extend((
            '). Over it, ',
            str(environment.finalize(t_6(environment.getattr(l_1_course, 'results')))),
            '. The improvement held until ',
            str(environment.finalize(environment.getattr(l_1_course, 'kept'))),
        ))
        if environment.getattr(l_1_course, 'held_months'):
            pass
            t_21.extend((
                ', ',
                str(environment.finalize(environment.getattr(l_1_course, 'held_months'))),
                ' after the last session',
            ))
        if environment.getattr(l_1_course, 'held_scores'):
            pass
            t_21.extend((
                ': the ',
                str(environment.finalize(t_6(environment.getattr(l_1_course, 'held_scores')))),
            ))
        t_21.extend((
            '. The relapse began ',
            str(environment.finalize(environment.getattr(l_1_course, 'relapse_word'))),
            ' ',
            str(environment.finalize(environment.getattr(l_1_course, 'relapse'))),
            '.',
        ))
        if environment.getattr(l_1_course, 'relapse_detail'):
            pass
            t_21.extend((
                ' As charted: "',
                str(environment.finalize(environment.getattr(l_1_course, 'relapse_detail'))),
                '"',
            ))
        if environment.getattr(l_1_course, 'interval'):
            pass
            t_21.extend((
                ' The interval since the last session is ',
                str(environment.finalize(environment.getattr(l_1_course, 'interval'))),
                '.',
            ))
        if environment.getattr(l_1_course, 'others'):
            pass
            t_21.extend((
                ' ',
                str(environment.finalize(environment.call(context, (undefined(name='sentences') if l_0_sentences is missing else l_0_sentences), environment.getattr(l_1_course, 'others')))),
            ))
        t_21.append(
            '\n',
        )
        return concat(t_21)
    context.exported_vars.add('first_course_in_words')
    context.vars['first_course_in_words'] = l_0_first_course_in_words = Macro(environment, macro, 'first_course_in_words', ('course',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_safety):
        t_22 = []
        if l_1_safety is missing:
            l_1_safety = undefined("parameter 'safety' was not provided", name='safety')
        pass
        l_2_loop = missing
        for l_2_row, l_2_loop in LoopContext(t_1(environment.getattr(l_1_safety, 'present')), undefined):
            _loop_vars = {}
            pass
            if environment.getattr(l_2_loop, 'first'):
                pass
                t_22.append(
                    '## Safety screen\n\nPresent:\n\n',
                )
            t_22.extend((
                '- **',
                str(environment.finalize(t_2(environment.getattr(l_2_row, 'item')))),
                '**',
            ))
            if environment.getattr(l_2_row, 'date'):
                pass
                t_22.extend((
                    ' (',
                    str(environment.finalize(environment.getattr(l_2_row, 'date'))),
                    ')',
                ))
            if environment.getattr(l_2_row, 'detail'):
                pass
                t_22.extend((
                    ': ',
                    str(environment.finalize(environment.getattr(l_2_row, 'detail'))),
                ))
            t_22.append(
                '.',
            )
            for l_3_one in t_1(environment.getattr(l_2_row, 'weighed')):
                _loop_vars = {}
                pass
                t_22.extend((
                    ' Risk weighed by ',
                    str(environment.finalize(environment.getattr(l_3_one, 'clinician'))),
                    ', ',
                    str(environment.finalize(environment.getattr(l_3_one, 'date'))),
                    ', ',
                    str(environment.finalize(environment.getattr(l_3_one, 'conclusion'))),
                    ': ',
                    str(environment.finalize(environment.getattr(l_3_one, 'text'))),
                ))
            l_3_one = missing
            t_22.append(
                '\n',
            )
        l_2_loop = l_2_row = missing
        return concat(t_22)
    context.exported_vars.add('present_only')
    context.vars['present_only'] = l_0_present_only = Macro(environment, macro, 'present_only', ('safety',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_diagnoses):
        t_23 = []
        if l_1_diagnoses is missing:
            l_1_diagnoses = undefined("parameter 'diagnoses' was not provided", name='diagnoses')
        pass
        t_23.append(
            'Diagnoses as charted: ',
        )
        l_2_loop = missing
        for l_2_row, l_2_loop in LoopContext(t_1(l_1_diagnoses), undefined):
            _loop_vars = {}
            pass
            t_23.extend((
                str(environment.finalize(environment.getattr(l_2_row, 'code'))),
                ', ',
                str(environment.finalize(environment.getattr(l_2_row, 'words'))),
            ))
            if environment.getattr(l_2_row, 'specifiers_beyond'):
                pass
                t_23.extend((
                    ' (',
                    str(environment.finalize(environment.getattr(l_2_row, 'specifiers'))),
                    ')',
                ))
            if (not environment.getattr(l_2_loop, 'last')):
                pass
                t_23.append(
                    '; ',
                )
        l_2_loop = l_2_row = missing
        t_23.append(
            '.\n',
        )
        return concat(t_23)
    context.exported_vars.add('all_diagnoses')
    context.vars['all_diagnoses'] = l_0_all_diagnoses = Macro(environment, macro, 'all_diagnoses', ('diagnoses',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_exception):
        t_24 = []
        if l_1_exception is missing:
            l_1_exception = undefined("parameter 'exception' was not provided", name='exception')
        pass
        if environment.getattr(l_1_exception, 'none'):
            pass
            if environment.getattr(l_1_exception, 'none_by'):
                pass
                t_24.append(
                    str(environment.finalize(environment.getattr(l_1_exception, 'none_by'))),
                )
                if environment.getattr(l_1_exception, 'none_date'):
                    pass
                    t_24.extend((
                        ' (',
                        str(environment.finalize(environment.getattr(l_1_exception, 'none_date'))),
                        ')',
                    ))
                t_24.append(
                    ': no',
                )
            else:
                pass
                t_24.append(
                    'No',
                )
            t_24.append(
                " provider of this treatment in the plan's network.\n",
            )
        t_24.append(
            '\n',
        )
        if environment.getattr(l_1_exception, 'asked'):
            pass
            t_24.append(
                '::: table widths=4,3,8 caption="Network providers asked"\n| Provider | Asked | Answer |\n|----------|-------|--------|\n',
            )
            l_2_loop = missing
            for l_2_row, l_2_loop in LoopContext(t_1(environment.getattr(l_1_exception, 'asked')), undefined):
                _loop_vars = {}
                pass
                t_24.extend((
                    '| ',
                    str(environment.finalize(environment.getattr(l_2_row, 'name'))),
                    ' | ',
                    str(environment.finalize(environment.getattr(l_2_row, 'date'))),
                    ' | ',
                ))
                l_3_loop = missing
                t_25 = 1
                for l_3_one, l_3_loop in LoopContext(t_1(environment.getattr(l_2_row, 'said')), undefined):
                    _loop_vars = {}
                    pass
                    t_24.append(
                        str(environment.finalize(l_3_one)),
                    )
                    if (not environment.getattr(l_3_loop, 'last')):
                        pass
                        t_24.append(
                            '; ',
                        )
                    t_25 = 0
                l_3_loop = l_3_one = missing
                if t_25:
                    pass
                    t_24.append(
                        'not recorded',
                    )
                t_24.append(
                    ' |\n',
                )
            l_2_loop = l_2_row = missing
            t_24.append(
                ':::\n',
            )
        t_24.append(
            '\n',
        )
        if environment.getattr(l_1_exception, 'since'):
            pass
            t_24.extend((
                'This practice has treated the patient since ',
                str(environment.finalize(environment.getattr(l_1_exception, 'since'))),
                '.\n',
            ))
        t_24.append(
            '\n',
        )
        if environment.getattr(l_1_exception, 'reason'):
            pass
            t_24.extend((
                "In the clinician's words (",
                str(environment.finalize(environment.getattr(l_1_exception, 'reason_by'))),
                ', ',
                str(environment.finalize(environment.getattr(l_1_exception, 'reason_date'))),
                '): "',
                str(environment.finalize(environment.getattr(l_1_exception, 'reason'))),
                '"\n',
            ))
        return concat(t_24)
    context.exported_vars.add('network')
    context.vars['network'] = l_0_network = Macro(environment, macro, 'network', ('exception',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_rationale, l_1_paragraphs):
        t_26 = []
        if l_1_rationale is missing:
            l_1_rationale = undefined("parameter 'rationale' was not provided", name='rationale')
        if l_1_paragraphs is missing:
            l_1_paragraphs = undefined("parameter 'paragraphs' was not provided", name='paragraphs')
        pass
        if l_1_rationale:
            pass
            t_26.extend((
                str(environment.finalize(l_1_rationale)),
                '\n',
            ))
        for l_2_text in t_1(l_1_paragraphs):
            _loop_vars = {}
            pass
            t_26.extend((
                '\n',
                str(environment.finalize(l_2_text)),
                '\n',
            ))
        l_2_text = missing
        return concat(t_26)
    context.exported_vars.add('own_words')
    context.vars['own_words'] = l_0_own_words = Macro(environment, macro, 'own_words', ('rationale', 'paragraphs'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_policy):
        t_27 = []
        l_1_request = resolve('request')
        if l_1_policy is missing:
            l_1_policy = undefined("parameter 'policy' was not provided", name='policy')
        pass
        if environment.getattr(l_1_policy, 'unseen'):
            pass
            t_27.extend((
                "Part of the plan's criteria for the ",
                str(environment.finalize(environment.getattr((undefined(name='request') if l_1_request is missing else l_1_request), 'phase'))),
                ' was not available to us; please send the full text of the criteria that apply to this request.\n',
            ))
        return concat(t_27)
    context.exported_vars.add('criteria_note')
    context.vars['criteria_note'] = l_0_criteria_note = Macro(environment, macro, 'criteria_note', ('policy',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_policy):
        t_28 = []
        if l_1_policy is missing:
            l_1_policy = undefined("parameter 'policy' was not provided", name='policy')
        pass
        t_28.append(
            '::: footer\nConfidential health information\n:::\n',
        )
        return concat(t_28)
    context.exported_vars.add('footer_line')
    context.vars['footer_line'] = l_0_footer_line = Macro(environment, macro, 'footer_line', ('policy',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_enclosures):
        t_29 = []
        if l_1_enclosures is missing:
            l_1_enclosures = undefined("parameter 'enclosures' was not provided", name='enclosures')
        pass
        if l_1_enclosures:
            pass
            t_29.append(
                'Enclosures: ',
            )
            l_2_loop = missing
            for l_2_row, l_2_loop in LoopContext(t_1(l_1_enclosures), undefined):
                _loop_vars = {}
                pass
                t_29.append(
                    str(environment.finalize(environment.getattr(l_2_row, 'title'))),
                )
                if environment.getattr(l_2_row, 'date'):
                    pass
                    t_29.extend((
                        ' (',
                        str(environment.finalize(environment.getattr(l_2_row, 'date'))),
                        ')',
                    ))
                if (not environment.getattr(l_2_loop, 'last')):
                    pass
                    t_29.append(
                        '; ',
                    )
            l_2_loop = l_2_row = missing
            t_29.append(
                '.\n',
            )
        return concat(t_29)
    context.exported_vars.add('enclosed')
    context.vars['enclosed'] = l_0_enclosed = Macro(environment, macro, 'enclosed', ('enclosures',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_latest_scores, l_1_trials_tried, l_1_therapies, l_1_prior_tms):
        t_30 = []
        if l_1_latest_scores is missing:
            l_1_latest_scores = undefined("parameter 'latest_scores' was not provided", name='latest_scores')
        if l_1_trials_tried is missing:
            l_1_trials_tried = undefined("parameter 'trials_tried' was not provided", name='trials_tried')
        if l_1_therapies is missing:
            l_1_therapies = undefined("parameter 'therapies' was not provided", name='therapies')
        if l_1_prior_tms is missing:
            l_1_prior_tms = undefined("parameter 'prior_tms' was not provided", name='prior_tms')
        pass
        if l_1_latest_scores:
            pass
            t_30.extend((
                'Most recent scores: ',
                str(environment.finalize(t_6(l_1_latest_scores))),
                '. ',
            ))
        if l_1_trials_tried:
            pass
            t_30.extend((
                'Medication tried: ',
                str(environment.finalize(t_6(l_1_trials_tried))),
                '. ',
            ))
        if l_1_therapies:
            pass
            t_30.append(
                'Psychotherapy: ',
            )
            l_2_loop = missing
            for l_2_row, l_2_loop in LoopContext(t_1(l_1_therapies), undefined):
                _loop_vars = {}
                pass
                t_30.append(
                    str(environment.finalize(environment.getattr(l_2_row, 'type'))),
                )
                if environment.getattr(l_2_row, 'counted'):
                    pass
                    t_30.extend((
                        ', ',
                        str(environment.finalize(environment.getattr(l_2_row, 'counted'))),
                    ))
                if (not environment.getattr(l_2_loop, 'last')):
                    pass
                    t_30.append(
                        '; ',
                    )
            l_2_loop = l_2_row = missing
            t_30.append(
                '. ',
            )
        for l_2_row in t_1(l_1_prior_tms):
            _loop_vars = {}
            pass
            t_30.extend((
                'Earlier TMS course: ',
                str(environment.finalize(environment.call(context, (undefined(name='part_of_tms') if l_0_part_of_tms is missing else l_0_part_of_tms), l_2_row, _loop_vars=_loop_vars))),
                '. ',
            ))
        l_2_row = missing
        return concat(t_30)
    context.exported_vars.add('summary')
    context.vars['summary'] = l_0_summary = Macro(environment, macro, 'summary', ('latest_scores', 'trials_tried', 'therapies', 'prior_tms'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_row):
        t_31 = []
        if l_1_row is missing:
            l_1_row = undefined("parameter 'row' was not provided", name='row')
        pass
        t_31.append(
            str(environment.finalize(environment.getattr(l_1_row, 'when'))),
        )
        if environment.getattr(l_1_row, 'sessions'):
            pass
            t_31.extend((
                ', ',
                str(environment.finalize(environment.getattr(l_1_row, 'sessions'))),
            ))
        t_31.extend((
            ', ',
            str(environment.finalize(environment.getattr(l_1_row, 'response'))),
        ))
        if environment.getattr(l_1_row, 'changes'):
            pass
            t_31.extend((
                '; ',
                str(environment.finalize(t_6(environment.getattr(l_1_row, 'changes')))),
            ))
        if environment.getattr(l_1_row, 'kept'):
            pass
            t_31.extend((
                '; improvement held until ',
                str(environment.finalize(environment.getattr(l_1_row, 'kept'))),
            ))
        if environment.getattr(l_1_row, 'relapse'):
            pass
            t_31.extend((
                '; relapse ',
                str(environment.finalize(environment.getattr(l_1_row, 'relapse'))),
            ))
        return concat(t_31)
    context.exported_vars.add('part_of_tms')
    context.vars['part_of_tms'] = l_0_part_of_tms = Macro(environment, macro, 'part_of_tms', ('row',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_scores):
        t_32 = []
        if l_1_scores is missing:
            l_1_scores = undefined("parameter 'scores' was not provided", name='scores')
        pass
        if l_1_scores:
            pass
            t_32.append(
                '::: table names=1 widths=4,3,14\n| Scale | Rater | Totals with their dates |\n|-------|-------|-------------------------|\n',
            )
            l_2_loop = missing
            for l_2_row, l_2_loop in LoopContext(t_1(l_1_scores), undefined):
                _loop_vars = {}
                pass
                t_32.extend((
                    '| ',
                    str(environment.finalize(environment.getattr(l_2_row, 'instrument'))),
                ))
                if environment.getattr(l_2_row, 'most'):
                    pass
                    t_32.extend((
                        ' (of ',
                        str(environment.finalize(environment.getattr(l_2_row, 'most'))),
                        ')',
                    ))
                t_32.extend((
                    ' | ',
                    str(environment.finalize((environment.getattr(l_2_row, 'rater') or 'not recorded'))),
                    ' | ',
                ))
                l_3_loop = missing
                for l_3_one, l_3_loop in LoopContext(t_1(environment.getattr(l_2_row, 'totals')), undefined):
                    _loop_vars = {}
                    pass
                    t_32.extend((
                        str(environment.finalize(environment.getattr(l_3_one, 'total'))),
                        '&nbsp;(',
                        str(environment.finalize(environment.getattr(l_3_one, 'date'))),
                        ')',
                    ))
                    if (not environment.getattr(l_3_loop, 'last')):
                        pass
                        t_32.append(
                            ', ',
                        )
                l_3_loop = l_3_one = missing
                t_32.append(
                    ' |\n',
                )
            l_2_loop = l_2_row = missing
            t_32.append(
                ':::\n',
            )
        return concat(t_32)
    context.exported_vars.add('scores_table')
    context.vars['scores_table'] = l_0_scores_table = Macro(environment, macro, 'scores_table', ('scores',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_diagnoses, l_1_episode, l_1_scores, l_1_symptoms, l_1_function, l_1_mental_status):
        t_33 = []
        if l_1_diagnoses is missing:
            l_1_diagnoses = undefined("parameter 'diagnoses' was not provided", name='diagnoses')
        if l_1_episode is missing:
            l_1_episode = undefined("parameter 'episode' was not provided", name='episode')
        if l_1_scores is missing:
            l_1_scores = undefined("parameter 'scores' was not provided", name='scores')
        if l_1_symptoms is missing:
            l_1_symptoms = undefined("parameter 'symptoms' was not provided", name='symptoms')
        if l_1_function is missing:
            l_1_function = undefined("parameter 'function' was not provided", name='function')
        if l_1_mental_status is missing:
            l_1_mental_status = undefined("parameter 'mental_status' was not provided", name='mental_status')
        pass
        l_2_loop = missing
        for l_2_row, l_2_loop in LoopContext(t_1(t_8(environment, l_1_diagnoses, attribute='primary', reverse=True)), undefined):
            _loop_vars = {}
            pass
            if environment.getattr(l_2_row, 'primary'):
                pass
                t_33.append(
                    'Primary diagnosis: ',
                )
            elif environment.getattr(l_2_loop, 'first'):
                pass
                t_33.append(
                    'Diagnosis: ',
                )
            else:
                pass
                t_33.append(
                    'Further diagnosis: ',
                )
            t_33.extend((
                str(environment.finalize(environment.getattr(l_2_row, 'code'))),
                ', ',
                str(environment.finalize(environment.getattr(l_2_row, 'words'))),
            ))
            if environment.getattr(l_2_row, 'specifiers_beyond'):
                pass
                t_33.extend((
                    ' (specifiers as charted: ',
                    str(environment.finalize(environment.getattr(l_2_row, 'specifiers'))),
                    ')',
                ))
            if environment.getattr(l_2_row, 'date'):
                pass
                t_33.extend((
                    ', recorded ',
                    str(environment.finalize(environment.getattr(l_2_row, 'date'))),
                ))
            if environment.getattr(l_2_row, 'confirmed'):
                pass
                t_33.append(
                    ', confirmed',
                )
                if environment.getattr(l_2_row, 'confirmed_by'):
                    pass
                    t_33.extend((
                        ' by ',
                        str(environment.finalize(environment.getattr(l_2_row, 'confirmed_by'))),
                    ))
            t_33.append(
                '.',
            )
            if ((environment.getattr(l_2_loop, 'first') and l_1_episode) and environment.getattr(l_1_episode, 'earlier')):
                pass
                t_33.extend((
                    ' Earlier episodes: ',
                    str(environment.finalize(t_6(environment.getattr(l_1_episode, 'earlier')))),
                    '.',
                ))
            t_33.append(
                '\n\n',
            )
        l_2_loop = l_2_row = missing
        t_33.extend((
            str(environment.finalize(environment.call(context, (undefined(name='scores_table') if l_0_scores_table is missing else l_0_scores_table), l_1_scores))),
            '\n\n',
            str(environment.finalize(environment.call(context, (undefined(name='as_charted') if l_0_as_charted is missing else l_0_as_charted), 'Symptoms as charted', l_1_symptoms))),
            '\n\n',
            str(environment.finalize(environment.call(context, (undefined(name='as_charted') if l_0_as_charted is missing else l_0_as_charted), 'Function as charted', l_1_function))),
            '\n\n',
        ))
        if l_1_mental_status:
            pass
            t_33.append(
                'Mental status examination',
            )
            if environment.getattr(l_1_mental_status, 'before_course'):
                pass
                t_33.append(
                    ' before this course',
                )
            t_33.extend((
                ', ',
                str(environment.finalize(environment.getattr(l_1_mental_status, 'date'))),
                ': "',
                str(environment.finalize(environment.getattr(l_1_mental_status, 'text'))),
                '"\n',
            ))
        return concat(t_33)
    context.exported_vars.add('diagnosis_section')
    context.vars['diagnosis_section'] = l_0_diagnosis_section = Macro(environment, macro, 'diagnosis_section', ('diagnoses', 'episode', 'scores', 'symptoms', 'function', 'mental_status'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_title, l_1_rows):
        t_34 = []
        if l_1_title is missing:
            l_1_title = undefined("parameter 'title' was not provided", name='title')
        if l_1_rows is missing:
            l_1_rows = undefined("parameter 'rows' was not provided", name='rows')
        pass
        if l_1_rows:
            pass
            t_34.extend((
                str(environment.finalize(l_1_title)),
                '.',
            ))
            l_2_loop = missing
            for l_2_row, l_2_loop in LoopContext(t_1(l_1_rows), undefined):
                _loop_vars = {}
                pass
                if (environment.getattr(l_2_loop, 'first') or (environment.getattr(l_2_row, 'date') != environment.getattr(environment.getitem(l_1_rows, (environment.getattr(l_2_loop, 'index0') - 1)), 'date'))):
                    pass
                    t_34.append(
                        ' ',
                    )
                    if environment.getattr(l_2_row, 'before_course'):
                        pass
                        t_34.append(
                            'Before this course, ',
                        )
                    t_34.extend((
                        str(environment.finalize(environment.getattr(l_2_row, 'date'))),
                        ':',
                    ))
                t_34.extend((
                    ' "',
                    str(environment.finalize(environment.getattr(l_2_row, 'text'))),
                    '"',
                ))
            l_2_loop = l_2_row = missing
            t_34.append(
                '\n\n',
            )
        return concat(t_34)
    context.exported_vars.add('as_charted')
    context.vars['as_charted'] = l_0_as_charted = Macro(environment, macro, 'as_charted', ('title', 'rows'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_trials, l_1_augmentations, l_1_other_uses, l_1_current_medicines):
        t_35 = []
        if l_1_trials is missing:
            l_1_trials = undefined("parameter 'trials' was not provided", name='trials')
        if l_1_augmentations is missing:
            l_1_augmentations = undefined("parameter 'augmentations' was not provided", name='augmentations')
        if l_1_other_uses is missing:
            l_1_other_uses = undefined("parameter 'other_uses' was not provided", name='other_uses')
        if l_1_current_medicines is missing:
            l_1_current_medicines = undefined("parameter 'current_medicines' was not provided", name='current_medicines')
        pass
        if (l_1_trials or l_1_augmentations):
            pass
            t_35.extend((
                str(environment.finalize(environment.call(context, (undefined(name='trials_table') if l_0_trials_table is missing else l_0_trials_table), environment.call_binop(context, '+', l_1_trials, l_1_augmentations), t_5(context.eval_ctx, t_9(environment, t_7(context, environment.call_binop(context, '+', l_1_trials, l_1_augmentations), attribute='source')))))),
                '\n',
            ))
        if (not l_1_trials):
            pass
            t_35.append(
                'No antidepressant trial is recorded.\n',
            )
        t_35.append(
            '\n',
        )
        l_2_loop = missing
        for l_2_row, l_2_loop in LoopContext(t_1(l_1_other_uses), undefined):
            _loop_vars = {}
            pass
            if environment.getattr(l_2_loop, 'first'):
                pass
                t_35.append(
                    'Given for other purposes:\n\n',
                )
            t_35.extend((
                '- ',
                str(environment.finalize(environment.getattr(l_2_row, 'drug'))),
            ))
            if environment.getattr(l_2_row, 'dose'):
                pass
                t_35.extend((
                    ', ',
                    str(environment.finalize(environment.getattr(l_2_row, 'dose'))),
                ))
            if environment.getattr(l_2_row, 'use'):
                pass
                t_35.extend((
                    ', for ',
                    str(environment.finalize(environment.getattr(l_2_row, 'use'))),
                ))
            t_35.append(
                '.\n',
            )
        l_2_loop = l_2_row = missing
        t_35.append(
            '\n',
        )
        if l_1_current_medicines:
            pass
            t_35.extend((
                'Current psychotropic medicines: ',
                str(environment.finalize(t_6(l_1_current_medicines))),
                '.\n',
            ))
        return concat(t_35)
    context.exported_vars.add('trials_section')
    context.vars['trials_section'] = l_0_trials_section = Macro(environment, macro, 'trials_section', ('trials', 'augmentations', 'other_uses', 'current_medicines'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_trials, l_1_sources):
        t_36 = []
        if l_1_trials is missing:
            l_1_trials = undefined("parameter 'trials' was not provided", name='trials')
        if l_1_sources is missing:
            l_1_sources = undefined("parameter 'sources' was not provided", name='sources')
        pass
        if (t_4(l_1_sources) == 1):
            pass
            t_36.append(
                '::: table names=1,2,4 widths=5,3,6,4,3,11\n| Medication | Class | Dates | Top dose | Weeks at top dose | Outcome |\n|------------|-------|-------|----------|------------------:|---------|\n',
            )
            for l_2_row in t_1(l_1_trials):
                _loop_vars = {}
                pass
                t_36.extend((
                    '| ',
                    str(environment.finalize(environment.call(context, (undefined(name='trial_name') if l_0_trial_name is missing else l_0_trial_name), l_2_row, _loop_vars=_loop_vars))),
                    ' | ',
                    str(environment.finalize(environment.getattr(l_2_row, 'class'))),
                    ' | ',
                    str(environment.finalize(environment.getattr(l_2_row, 'dates'))),
                    ' | ',
                    str(environment.finalize(environment.getattr(l_2_row, 'dose'))),
                    ' | ',
                    str(environment.finalize(environment.getattr(l_2_row, 'weeks'))),
                    ' | ',
                    str(environment.finalize(environment.getattr(l_2_row, 'response'))),
                    '; ',
                    str(environment.finalize(environment.getattr(l_2_row, 'stopped'))),
                    ' |\n',
                ))
            l_2_row = missing
            t_36.extend((
                ':::\n\n',
                str(environment.finalize(environment.call(context, (undefined(name='trial_notes') if l_0_trial_notes is missing else l_0_trial_notes), l_1_trials))),
                'Source of the trials: ',
                str(environment.finalize((environment.getitem(l_1_sources, 0) or 'not recorded'))),
                '.\n',
            ))
        else:
            pass
            t_36.append(
                '::: table names=1,2,4 widths=5,3,5,4,3,7,5\n| Medication | Class | Dates | Top dose | Weeks at top dose | Outcome | Source |\n|------------|-------|-------|----------|------------------:|---------|--------|\n',
            )
            for l_2_row in t_1(l_1_trials):
                _loop_vars = {}
                pass
                t_36.extend((
                    '| ',
                    str(environment.finalize(environment.call(context, (undefined(name='trial_name') if l_0_trial_name is missing else l_0_trial_name), l_2_row, _loop_vars=_loop_vars))),
                    ' | ',
                    str(environment.finalize(environment.getattr(l_2_row, 'class'))),
                    ' | ',
                    str(environment.finalize(environment.getattr(l_2_row, 'dates'))),
                    ' | ',
                    str(environment.finalize(environment.getattr(l_2_row, 'dose'))),
                    ' | ',
                    str(environment.finalize(environment.getattr(l_2_row, 'weeks'))),
                    ' | ',
                    str(environment.finalize(environment.getattr(l_2_row, 'response'))),
                    '; ',
                    str(environment.finalize(environment.getattr(l_2_row, 'stopped'))),
                    ' | ',
                    str(environment.finalize((environment.getattr(l_2_row, 'source') or 'not recorded'))),
                    ' |\n',
                ))
            l_2_row = missing
            t_36.extend((
                ':::\n\n',
                str(environment.finalize(environment.call(context, (undefined(name='trial_notes') if l_0_trial_notes is missing else l_0_trial_notes), l_1_trials))),
                '\n',
            ))
        return concat(t_36)
    context.exported_vars.add('trials_table')
    context.vars['trials_table'] = l_0_trials_table = Macro(environment, macro, 'trials_table', ('trials', 'sources'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_history):
        t_37 = []
        if l_1_history is missing:
            l_1_history = undefined("parameter 'history' was not provided", name='history')
        pass
        if environment.getattr(l_1_history, 'comorbidities'):
            pass
            t_37.extend((
                'Comorbid: ',
                str(environment.finalize(t_6(environment.getattr(l_1_history, 'comorbidities')))),
                '. ',
            ))
        if environment.getattr(l_1_history, 'admissions'):
            pass
            t_37.extend((
                'Admissions: ',
                str(environment.finalize(t_6(environment.getattr(l_1_history, 'admissions')))),
                '. ',
            ))
        if environment.getattr(l_1_history, 'suicide_attempts'):
            pass
            t_37.extend((
                'Suicide attempts: ',
                str(environment.finalize(t_6(environment.getattr(l_1_history, 'suicide_attempts')))),
                '. ',
            ))
        if environment.getattr(l_1_history, 'none'):
            pass
            t_37.extend((
                'No ',
                str(environment.finalize(t_6(environment.getattr(l_1_history, 'none'), word='or'))),
                ' is recorded; ',
            ))
            if (t_4(environment.getattr(l_1_history, 'none')) == 1):
                pass
                t_37.append(
                    'this list is',
                )
            else:
                pass
                t_37.append(
                    'these lists are',
                )
            t_37.append(
                ' stated to be complete.',
            )
        t_37.append(
            '\n',
        )
        return concat(t_37)
    context.exported_vars.add('history_section')
    context.vars['history_section'] = l_0_history_section = Macro(environment, macro, 'history_section', ('history',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_row):
        t_38 = []
        if l_1_row is missing:
            l_1_row = undefined("parameter 'row' was not provided", name='row')
        pass
        t_38.append(
            str(environment.finalize(environment.getattr(l_1_row, 'drug'))),
        )
        if environment.getattr(l_1_row, 'partners'):
            pass
            t_38.extend((
                ' (added to ',
                str(environment.finalize(t_6(environment.getattr(l_1_row, 'partners')))),
                ')',
            ))
        elif environment.getattr(l_1_row, 'unknown_role'):
            pass
            t_38.append(
                ' (use not recorded)',
            )
        return concat(t_38)
    context.exported_vars.add('trial_name')
    context.vars['trial_name'] = l_0_trial_name = Macro(environment, macro, 'trial_name', ('row',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_rows):
        t_39 = []
        if l_1_rows is missing:
            l_1_rows = undefined("parameter 'rows' was not provided", name='rows')
        pass
        l_2_loop = missing
        for l_2_row, l_2_loop in LoopContext(t_1(l_1_rows), undefined):
            _loop_vars = {}
            pass
            if environment.getattr(l_2_row, 'notes'):
                pass
                t_39.extend((
                    str(environment.finalize(t_2(environment.getattr(l_2_row, 'drug')))),
                    ': ',
                ))
                l_3_loop = missing
                for l_3_note, l_3_loop in LoopContext(t_1(environment.getattr(l_2_row, 'notes')), undefined):
                    _loop_vars = {}
                    pass
                    t_39.append(
                        str(environment.finalize(l_3_note)),
                    )
                    if (not environment.getattr(l_3_loop, 'last')):
                        pass
                        t_39.append(
                            '; ',
                        )
                l_3_loop = l_3_note = missing
                t_39.append(
                    '. ',
                )
        l_2_loop = l_2_row = missing
        return concat(t_39)
    context.exported_vars.add('trial_notes')
    context.vars['trial_notes'] = l_0_trial_notes = Macro(environment, macro, 'trial_notes', ('rows',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_therapies, l_1_said):
        t_40 = []
        if l_1_therapies is missing:
            l_1_therapies = undefined("parameter 'therapies' was not provided", name='therapies')
        if l_1_said is missing:
            l_1_said = None
        pass
        t_41 = 1
        for l_2_row in t_1(l_1_therapies):
            _loop_vars = {}
            pass
            t_40.extend((
                str(environment.finalize(t_2(environment.getattr(l_2_row, 'type')))),
                ', ',
                str(environment.finalize(environment.getattr(l_2_row, 'when'))),
            ))
            if environment.getattr(l_2_row, 'counted'):
                pass
                t_40.extend((
                    ', ',
                    str(environment.finalize(environment.getattr(l_2_row, 'counted'))),
                ))
            if environment.getattr(l_2_row, 'frequency'):
                pass
                t_40.extend((
                    ', ',
                    str(environment.finalize(environment.getattr(l_2_row, 'frequency'))),
                ))
            if environment.getattr(l_2_row, 'clinician'):
                pass
                t_40.extend((
                    ', with ',
                    str(environment.finalize(environment.getattr(l_2_row, 'clinician'))),
                ))
            t_40.extend((
                ': ',
                str(environment.finalize(environment.getattr(l_2_row, 'outcome'))),
            ))
            if environment.getattr(l_2_row, 'scores'):
                pass
                t_40.extend((
                    ' (',
                    str(environment.finalize(environment.getattr(l_2_row, 'scores'))),
                    ')',
                ))
            t_40.append(
                '.',
            )
            if environment.getattr(l_2_row, 'source'):
                pass
                t_40.extend((
                    ' Source: ',
                    str(environment.finalize(environment.getattr(l_2_row, 'source'))),
                    '.',
                ))
            t_40.append(
                '\n\n',
            )
            t_41 = 0
        l_2_row = missing
        if t_41:
            pass
            if l_1_said:
                pass
                t_40.append(
                    str(environment.finalize(environment.call(context, (undefined(name='sentences') if l_0_sentences is missing else l_0_sentences), l_1_said))),
                )
            else:
                pass
                t_40.append(
                    'No course of psychotherapy is recorded.',
                )
            t_40.append(
                '\n',
            )
        return concat(t_40)
    context.exported_vars.add('therapy_section')
    context.vars['therapy_section'] = l_0_therapy_section = Macro(environment, macro, 'therapy_section', ('therapies', 'said'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_prior_tms, l_1_no_prior_tms, l_1_ect):
        t_42 = []
        if l_1_prior_tms is missing:
            l_1_prior_tms = undefined("parameter 'prior_tms' was not provided", name='prior_tms')
        if l_1_no_prior_tms is missing:
            l_1_no_prior_tms = undefined("parameter 'no_prior_tms' was not provided", name='no_prior_tms')
        if l_1_ect is missing:
            l_1_ect = undefined("parameter 'ect' was not provided", name='ect')
        pass
        for l_2_row in t_1(l_1_prior_tms):
            _loop_vars = {}
            pass
            t_42.extend((
                'Earlier TMS course: ',
                str(environment.finalize(environment.call(context, (undefined(name='part_of_tms') if l_0_part_of_tms is missing else l_0_part_of_tms), l_2_row, _loop_vars=_loop_vars))),
            ))
            if environment.getattr(l_2_row, 'device'):
                pass
                t_42.extend((
                    '; device ',
                    str(environment.finalize(environment.getattr(l_2_row, 'device'))),
                ))
            t_42.append(
                '.',
            )
            if environment.getattr(l_2_row, 'relapse_detail'):
                pass
                t_42.extend((
                    ' Relapse as charted: ',
                    str(environment.finalize(environment.getattr(l_2_row, 'relapse_detail'))),
                ))
            t_42.append(
                '\n\n',
            )
        l_2_row = missing
        if l_1_no_prior_tms:
            pass
            t_42.extend((
                str(environment.finalize(t_2(l_1_no_prior_tms))),
                '. ',
            ))
        if l_1_ect:
            pass
            t_42.extend((
                'ECT: ',
                str(environment.finalize(t_6(l_1_ect))),
                '.',
            ))
        t_42.append(
            '\n',
        )
        return concat(t_42)
    context.exported_vars.add('neuromodulation_section')
    context.vars['neuromodulation_section'] = l_0_neuromodulation_section = Macro(environment, macro, 'neuromodulation_section', ('prior_tms', 'no_prior_tms', 'ect'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_safety):
        t_43 = []
        if l_1_safety is missing:
            l_1_safety = undefined("parameter 'safety' was not provided", name='safety')
        pass
        l_2_loop = missing
        for l_2_row, l_2_loop in LoopContext(t_1(environment.getattr(l_1_safety, 'present')), undefined):
            _loop_vars = {}
            pass
            if environment.getattr(l_2_loop, 'first'):
                pass
                t_43.append(
                    'Present:\n\n',
                )
            t_43.extend((
                '- **',
                str(environment.finalize(t_2(environment.getattr(l_2_row, 'item')))),
                '**',
            ))
            if environment.getattr(l_2_row, 'date'):
                pass
                t_43.extend((
                    ' (',
                    str(environment.finalize(environment.getattr(l_2_row, 'date'))),
                    ')',
                ))
            if environment.getattr(l_2_row, 'detail'):
                pass
                t_43.extend((
                    ': ',
                    str(environment.finalize(environment.getattr(l_2_row, 'detail'))),
                ))
            t_43.append(
                '.',
            )
            for l_3_one in t_1(environment.getattr(l_2_row, 'weighed')):
                _loop_vars = {}
                pass
                t_43.extend((
                    ' Risk weighed by ',
                    str(environment.finalize(environment.getattr(l_3_one, 'clinician'))),
                    ', ',
                    str(environment.finalize(environment.getattr(l_3_one, 'date'))),
                    ', ',
                    str(environment.finalize(environment.getattr(l_3_one, 'conclusion'))),
                    ': ',
                    str(environment.finalize(environment.getattr(l_3_one, 'text'))),
                ))
            l_3_one = missing
            t_43.append(
                '\n',
            )
        l_2_loop = l_2_row = missing
        if environment.getattr(l_1_safety, 'absent'):
            pass
            t_43.append(
                '\nScreened',
            )
            if environment.getattr(l_1_safety, 'date'):
                pass
                t_43.extend((
                    ' ',
                    str(environment.finalize(environment.getattr(l_1_safety, 'date'))),
                ))
            t_43.extend((
                ' and absent: ',
                str(environment.finalize(t_6(environment.getattr(l_1_safety, 'absent')))),
                '.\n',
            ))
        if ((not environment.getattr(l_1_safety, 'present')) and (not environment.getattr(l_1_safety, 'absent'))):
            pass
            t_43.append(
                'No safety screen is recorded.\n',
            )
        return concat(t_43)
    context.exported_vars.add('safety_section')
    context.vars['safety_section'] = l_0_safety_section = Macro(environment, macro, 'safety_section', ('safety',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_request, l_1_supervision, l_1_supervisor, l_1_guardian, l_1_consent):
        t_44 = []
        if l_1_request is missing:
            l_1_request = undefined("parameter 'request' was not provided", name='request')
        if l_1_supervision is missing:
            l_1_supervision = undefined("parameter 'supervision' was not provided", name='supervision')
        if l_1_supervisor is missing:
            l_1_supervisor = undefined("parameter 'supervisor' was not provided", name='supervisor')
        if l_1_guardian is missing:
            l_1_guardian = undefined("parameter 'guardian' was not provided", name='guardian')
        if l_1_consent is missing:
            l_1_consent = True
        pass
        t_44.extend((
            'Protocol: ',
            str(environment.finalize(environment.getattr(l_1_request, 'protocol'))),
            '; target: ',
            str(environment.finalize(environment.getattr(l_1_request, 'target'))),
        ))
        if environment.getattr(l_1_request, 'coil_beside_protocol'):
            pass
            t_44.extend((
                '; coil: ',
                str(environment.finalize(environment.getattr(l_1_request, 'coil_beside_protocol'))),
            ))
        t_44.extend((
            '. Course: ',
            str(environment.finalize(environment.getattr(l_1_request, 'acute'))),
            ', ',
            str(environment.finalize(environment.getattr(l_1_request, 'per_week'))),
            ' per week',
        ))
        if environment.getattr(l_1_request, 'weeks'):
            pass
            t_44.extend((
                ' for ',
                str(environment.finalize(environment.getattr(l_1_request, 'weeks'))),
            ))
        if environment.getattr(l_1_request, 'taper'):
            pass
            t_44.extend((
                ', then a taper of ',
                str(environment.finalize(environment.getattr(l_1_request, 'taper'))),
            ))
        t_44.append(
            '.',
        )
        if environment.getattr(l_1_request, 'scale_every'):
            pass
            t_44.extend((
                ' Measurement: ',
                str(environment.finalize(environment.getattr(l_1_request, 'scale_every'))),
                '.',
            ))
        if (l_1_consent and environment.getattr(l_1_request, 'consent_date')):
            pass
            t_44.extend((
                ' Informed consent was recorded on ',
                str(environment.finalize(environment.getattr(l_1_request, 'consent_date'))),
                '.',
            ))
        if l_1_guardian:
            pass
            t_44.extend((
                ' Guardian: ',
                str(environment.finalize(environment.getattr(l_1_guardian, 'name'))),
                ', ',
                str(environment.finalize(environment.getattr(l_1_guardian, 'relation'))),
            ))
            if environment.getattr(l_1_guardian, 'consent_date'):
                pass
                t_44.extend((
                    '; consented ',
                    str(environment.finalize(environment.getattr(l_1_guardian, 'consent_date'))),
                ))
            t_44.append(
                '.',
            )
        if l_1_supervisor:
            pass
            t_44.extend((
                ' Supervision: ',
                str(environment.finalize(environment.getattr(l_1_supervisor, 'name'))),
            ))
            if environment.getattr(l_1_supervisor, 'apart'):
                pass
                t_44.extend((
                    ', ',
                    str(environment.finalize(t_6(environment.getattr(l_1_supervisor, 'apart')))),
                ))
            if l_1_supervision:
                pass
                t_44.extend((
                    '; ',
                    str(environment.finalize(t_6(l_1_supervision))),
                ))
            t_44.append(
                '.',
            )
        t_44.append(
            '\n\n',
        )
        return concat(t_44)
    context.exported_vars.add('treatment_section')
    context.vars['treatment_section'] = l_0_treatment_section = Macro(environment, macro, 'treatment_section', ('request', 'supervision', 'supervisor', 'guardian', 'consent'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_orderer):
        t_45 = []
        if l_1_orderer is missing:
            l_1_orderer = undefined("parameter 'orderer' was not provided", name='orderer')
        pass
        t_45.extend((
            'I am a ',
            str(environment.finalize(environment.getattr(l_1_orderer, 'role'))),
        ))
        if (environment.getattr(l_1_orderer, 'npi') or environment.getattr(l_1_orderer, 'license')):
            pass
            t_45.append(
                ' (',
            )
            if environment.getattr(l_1_orderer, 'npi'):
                pass
                t_45.extend((
                    'NPI ',
                    str(environment.finalize(environment.getattr(l_1_orderer, 'npi'))),
                ))
            if (environment.getattr(l_1_orderer, 'npi') and environment.getattr(l_1_orderer, 'license')):
                pass
                t_45.append(
                    ', ',
                )
            if environment.getattr(l_1_orderer, 'license'):
                pass
                t_45.extend((
                    'license ',
                    str(environment.finalize(environment.getattr(l_1_orderer, 'license'))),
                ))
            t_45.append(
                ')',
            )
        if environment.getattr(l_1_orderer, 'board_certified'):
            pass
            t_45.append(
                ', board certified',
            )
        if (environment.getattr(l_1_orderer, 'trained') and (not environment.getattr(l_1_orderer, 'training'))):
            pass
            t_45.append(
                ', trained in TMS',
            )
        if environment.getattr(l_1_orderer, 'experienced'):
            pass
            t_45.append(
                ', experienced in administering TMS',
            )
        t_45.append(
            '.',
        )
        if environment.getattr(l_1_orderer, 'training'):
            pass
            t_45.extend((
                ' My TMS training: ',
                str(environment.finalize(environment.getattr(l_1_orderer, 'training'))),
                '.',
            ))
        t_45.append(
            '\n',
        )
        return concat(t_45)
    context.exported_vars.add('provider_section')
    context.vars['provider_section'] = l_0_provider_section = Macro(environment, macro, 'provider_section', ('orderer',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_attestations):
        t_46 = []
        if l_1_attestations is missing:
            l_1_attestations = undefined("parameter 'attestations' was not provided", name='attestations')
        pass
        l_2_loop = missing
        for (l_2_day, l_2_rows), l_2_loop in LoopContext(t_1(t_3(environment, l_1_attestations, 'day')), undefined):
            _loop_vars = {}
            pass
            l_3_loop = missing
            for l_3_row, l_3_loop in LoopContext(t_1(l_2_rows), undefined):
                _loop_vars = {}
                pass
                if (environment.getattr(l_3_loop, 'last') and (not environment.getattr(l_3_loop, 'first'))):
                    pass
                    t_46.append(
                        ' and ',
                    )
                elif (not environment.getattr(l_3_loop, 'first')):
                    pass
                    t_46.append(
                        ', ',
                    )
                t_46.append(
                    str(environment.finalize(environment.getattr(l_3_row, 'text'))),
                )
            l_3_loop = l_3_row = missing
            t_46.extend((
                ' (stated ',
                str(environment.finalize(environment.getattr(environment.getitem(l_2_rows, 0), 'date'))),
                ').',
            ))
            if (not environment.getattr(l_2_loop, 'last')):
                pass
                t_46.append(
                    ' ',
                )
        l_2_loop = l_2_day = l_2_rows = missing
        t_46.append(
            '\n',
        )
        return concat(t_46)
    context.exported_vars.add('attested')
    context.vars['attested'] = l_0_attested = Macro(environment, macro, 'attested', ('attestations',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_rows):
        t_47 = []
        if l_1_rows is missing:
            l_1_rows = undefined("parameter 'rows' was not provided", name='rows')
        pass
        if l_1_rows:
            pass
            t_47.append(
                '::: table widths=3,8,9\n| Section | Criterion | Record [source] |\n|---------|-----------|-----------------|\n',
            )
            l_2_loop = missing
            for l_2_row, l_2_loop in LoopContext(t_1(l_1_rows), undefined):
                _loop_vars = {}
                pass
                t_47.extend((
                    '| ',
                    str(environment.finalize(environment.getattr(l_2_row, 'section'))),
                    ' | ',
                ))
                if environment.getattr(l_2_row, 'as_of'):
                    pass
                    t_47.extend((
                        'As of ',
                        str(environment.finalize(environment.getattr(l_2_row, 'as_of'))),
                        ': ',
                    ))
                if environment.getattr(l_2_row, 'prefix'):
                    pass
                    t_47.extend((
                        str(environment.finalize(environment.getattr(l_2_row, 'prefix'))),
                        ' ',
                    ))
                l_3_loop = missing
                for l_3_one, l_3_loop in LoopContext(t_1(environment.getattr(l_2_row, 'requirements')), undefined):
                    _loop_vars = {}
                    pass
                    t_47.append(
                        str(environment.finalize(l_3_one)),
                    )
                    if (not environment.getattr(l_3_loop, 'last')):
                        pass
                        t_47.append(
                            '; ',
                        )
                l_3_loop = l_3_one = missing
                t_47.extend((
                    ' | ',
                    str(environment.finalize(environment.getattr(l_2_row, 'facts'))),
                ))
                l_3_loop = missing
                for l_3_source, l_3_loop in LoopContext(t_1(environment.getattr(l_2_row, 'sources')), undefined):
                    _loop_vars = {}
                    pass
                    if environment.getattr(l_3_loop, 'first'):
                        pass
                        t_47.append(
                            ' [',
                        )
                    t_47.append(
                        str(environment.finalize(l_3_source)),
                    )
                    if (not environment.getattr(l_3_loop, 'last')):
                        pass
                        t_47.append(
                            '; ',
                        )
                    else:
                        pass
                        t_47.append(
                            ']',
                        )
                l_3_loop = l_3_source = missing
                t_47.append(
                    ' |\n',
                )
            l_2_loop = l_2_row = missing
            t_47.append(
                ':::\n',
            )
        return concat(t_47)
    context.exported_vars.add('crosswalk_section')
    context.vars['crosswalk_section'] = l_0_crosswalk_section = Macro(environment, macro, 'crosswalk_section', ('rows',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_rows):
        t_48 = []
        if l_1_rows is missing:
            l_1_rows = undefined("parameter 'rows' was not provided", name='rows')
        pass
        for l_2_row in t_1(l_1_rows):
            _loop_vars = {}
            pass
            t_48.extend((
                '- ',
                str(environment.finalize(environment.getattr(l_2_row, 'statement'))),
                ' ',
                str(environment.finalize(environment.getattr(l_2_row, 'cite'))),
            ))
            if environment.getattr(l_2_row, 'ids'):
                pass
                t_48.extend((
                    '; ',
                    str(environment.finalize(environment.getattr(l_2_row, 'ids'))),
                ))
            t_48.append(
                '.\n',
            )
        l_2_row = missing
        return concat(t_48)
    context.exported_vars.add('evidence_section')
    context.vars['evidence_section'] = l_0_evidence_section = Macro(environment, macro, 'evidence_section', ('rows',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_orderer):
        t_49 = []
        if l_1_orderer is missing:
            l_1_orderer = undefined("parameter 'orderer' was not provided", name='orderer')
        pass
        t_49.extend((
            str(environment.finalize(environment.getattr(l_1_orderer, 'name'))),
            '\n',
            str(environment.finalize(environment.getattr(l_1_orderer, 'title'))),
        ))
        if environment.getattr(l_1_orderer, 'npi'):
            pass
            t_49.extend((
                ', NPI ',
                str(environment.finalize(environment.getattr(l_1_orderer, 'npi'))),
            ))
        t_49.append(
            '\n',
        )
        return concat(t_49)
    context.exported_vars.add('signed_by')
    context.vars['signed_by'] = l_0_signed_by = Macro(environment, macro, 'signed_by', ('orderer',), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '5=67&7=74&8=77&9=81&11=85&16=104&18=111&19=114&20=117&22=120&23=124&25=128&26=132&31=142&33=161&34=165&36=188&38=224&39=226&40=228&42=245&43=249&45=254&47=277&52=288&53=295&56=310&58=329&59=333&61=350&63=382&64=384&66=401&67=405&69=410&74=438&75=443&76=446&77=450&82=460&83=466&84=469&89=499&91=521&92=529&95=544&97=546&101=563&102=569&103=574&105=622&106=626&108=629&109=634&113=658&114=664&117=677&118=685&122=764&123=770&124=773&130=780&135=821&136=830&139=858&140=863&141=865&144=891&148=897&149=902&154=937&155=941&158=947&159=951&163=962&164=969&165=972&167=975&169=980&173=988&174=994&175=998&179=1005&185=1017&186=1022&187=1028&191=1054&192=1065&195=1119&196=1125&199=1159&200=1164&204=1170&205=1175&211=1216&212=1232&213=1235&217=1294&219=1296&221=1298&223=1301&224=1306&228=1322&229=1329&230=1332&236=1366&237=1377&238=1380&240=1383&244=1392&245=1395&249=1402&252=1423&253=1427&257=1434&258=1441&262=1446&263=1451&267=1469&272=1479&273=1484&277=1504&281=1511&282=1516&286=1564&288=1588&290=1624&291=1632&292=1636&296=1686&301=1703&302=1712&303=1717&307=1738&311=1758&312=1764&313=1767&317=1774&320=1811&322=1816&324=1827&329=1836&330=1851&335=1942&336=1949&340=2008&341=2014&345=2053&346=2058&350=2064&351=2069&357=2136&358=2141&359=2146&363=2164&364=2170&365=2172'
origin = ('ab41f64c6a4aa6cc1f84834f265ff8b07429a03477429cf5fe738511cb805db8', '3.1.6')
