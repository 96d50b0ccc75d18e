from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'notes/course_summary.md.j2'

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
    l_0_request = resolve('request')
    l_0_given = resolve('given')
    l_0_first = resolve('first')
    l_0_last = resolve('last')
    l_0_completed = resolve('completed')
    l_0_taper_given = resolve('taper_given')
    l_0_reason = resolve('reason')
    l_0_clinician = resolve('clinician')
    l_0_results = resolve('results')
    l_0_left_out = resolve('left_out')
    l_0_charts = resolve('charts')
    l_0_scores = resolve('scores')
    l_0_authorizations = resolve('authorizations')
    l_0_codes = resolve('codes')
    l_0_cancellations = resolve('cancellations')
    l_0_stops = resolve('stops')
    l_0_exchanges = resolve('exchanges')
    l_0_thresholds = resolve('thresholds')
    l_0_events = resolve('events')
    l_0_unresolved = resolve('unresolved')
    l_0_positive = resolve('positive')
    l_0_suicidality = resolve('suicidality')
    l_0_medicine_changes = resolve('medicine_changes')
    l_0_medicines = resolve('medicines')
    l_0_relapse_plan = resolve('relapse_plan')
    l_0_next_steps = resolve('next_steps')
    l_0_recipients = resolve('recipients')
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
        t_3 = environment.filters['listed']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'listed' found.")
    pass
    yield '\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/note.md.j2', 'notes/course_summary.md.j2').make_module(context.get_all(), True, {'part': l_0_part})
    context.exported_vars.discard('part')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'head'), (undefined(name='practice') if l_0_practice is missing else l_0_practice), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='day') if l_0_day is missing else l_0_day), (undefined(name='case_id') if l_0_case_id is missing else l_0_case_id), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), (undefined(name='created') if l_0_created is missing else l_0_created), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='invented') if l_0_invented is missing else l_0_invented), 'course summary')))
    yield '\n\n# TMS end-of-course summary\n\n'
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
    yield 'Treatment: | '
    yield str(environment.finalize((environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'protocol') or environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'modality'))))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'device'):
        pass
        yield '; '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'device')))
    yield '\nCourse: | '
    yield str(environment.finalize((undefined(name='given') if l_0_given is missing else l_0_given)))
    if (undefined(name='first') if l_0_first is missing else l_0_first):
        pass
        yield ', '
        yield str(environment.finalize((undefined(name='first') if l_0_first is missing else l_0_first)))
        yield ' to '
        yield str(environment.finalize((undefined(name='last') if l_0_last is missing else l_0_last)))
    yield '; '
    if ((undefined(name='completed') if l_0_completed is missing else l_0_completed) == 'yes'):
        pass
        yield 'completed'
    else:
        pass
        yield 'not completed'
    yield '\n'
    if (undefined(name='taper_given') if l_0_taper_given is missing else l_0_taper_given):
        pass
        yield 'Taper: | '
        yield str(environment.finalize((undefined(name='taper_given') if l_0_taper_given is missing else l_0_taper_given)))
        if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'taper'):
            pass
            yield ' (planned: '
            yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'taper')))
            yield ')'
        yield '\n'
    if (undefined(name='reason') if l_0_reason is missing else l_0_reason):
        pass
        yield 'Reason for the end: | '
        yield str(environment.finalize((undefined(name='reason') if l_0_reason is missing else l_0_reason)))
        yield '\n'
    yield 'Clinician: | '
    yield str(environment.finalize((undefined(name='clinician') if l_0_clinician is missing else l_0_clinician)))
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'created_line'), (undefined(name='created') if l_0_created is missing else l_0_created))))
    yield '\n:::\n\n## Response and remission\n\n'
    if (undefined(name='results') if l_0_results is missing else l_0_results):
        pass
        yield '::: table names=1 widths=3,4,4,3,4,4\n| Instrument | Baseline | End | Change | Response | Remission |\n|------------|----------|-----|--------|----------|-----------|\n'
        for l_1_row in t_1((undefined(name='results') if l_0_results is missing else l_0_results)):
            _loop_vars = {}
            pass
            yield '| '
            yield str(environment.finalize(environment.getattr(l_1_row, 'instrument')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'baseline')))
            yield ' ('
            yield str(environment.finalize(environment.getattr(l_1_row, 'baseline_date')))
            yield ') | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'end')))
            yield ' ('
            yield str(environment.finalize(environment.getattr(l_1_row, 'end_date')))
            yield ') | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'change')))
            yield ' | '
            yield str(environment.finalize((environment.getattr(l_1_row, 'response') or 'not stated')))
            yield ' | '
            yield str(environment.finalize((environment.getattr(l_1_row, 'remission') or 'not stated')))
            yield ' |\n'
        l_1_row = missing
        yield ':::\n\nChange is the difference from the baseline in percent of the baseline, rounded down; response and remission are compared exactly. "Not stated" means that neither the treatment plan nor a source that was read gives one cut-off.\n\n'
    else:
        pass
        yield 'No scale has a baseline on or before the first session and a score at the end: response and remission are not stated.\n\n'
    if (undefined(name='left_out') if l_0_left_out is missing else l_0_left_out):
        pass
        yield 'Without a baseline or an end score, and therefore left out: '
        yield str(environment.finalize(t_3((undefined(name='left_out') if l_0_left_out is missing else l_0_left_out))))
        yield '.\n\n'
    if environment.getattr((undefined(name='charts') if l_0_charts is missing else l_0_charts), 'score_trend'):
        pass
        yield '::: figure source=score_trend caption="Scores of the course" data=no\n\n'
    if (undefined(name='scores') if l_0_scores is missing else l_0_scores):
        pass
        yield '::: table names=1 caption="Scores of the course: each total"\n| Instrument | Date | Total | Rater |\n|------------|------|------:|-------|\n'
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
    yield '## Sessions\n\n'
    if (undefined(name='authorizations') if l_0_authorizations is missing else l_0_authorizations):
        pass
        yield '::: table names=1,2 widths=4,2,5,3,2,2,4\n| Authorization | Code | Service | Authorized | Given | Left | Valid until |\n|---------------|------|---------|-----------:|------:|-----:|-------------|\n'
        for l_1_row in t_1((undefined(name='authorizations') if l_0_authorizations is missing else l_0_authorizations)):
            _loop_vars = {}
            pass
            yield '| '
            yield str(environment.finalize(environment.getattr(l_1_row, 'number')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'code')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'meaning')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'units')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'used')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'left')))
            yield ' | '
            yield str(environment.finalize((environment.getattr(l_1_row, 'until') or 'not recorded')))
            yield ' |\n'
        l_1_row = missing
        yield ':::\n\n'
    if (undefined(name='codes') if l_0_codes is missing else l_0_codes):
        pass
        yield 'Given without an authorization in the record:\n\n'
        for l_1_row in t_1((undefined(name='codes') if l_0_codes is missing else l_0_codes)):
            _loop_vars = {}
            pass
            yield '- '
            yield str(environment.finalize(environment.getattr(l_1_row, 'code')))
            yield ': '
            yield str(environment.finalize(environment.getattr(l_1_row, 'count')))
            if environment.getattr(l_1_row, 'meaning'):
                pass
                yield ' ('
                yield str(environment.finalize(environment.getattr(l_1_row, 'meaning')))
                yield ')'
            yield '\n'
        l_1_row = missing
    yield '\n'
    if (undefined(name='cancellations') if l_0_cancellations is missing else l_0_cancellations):
        pass
        yield 'Planned and not given:\n\n'
        for l_1_row in t_1((undefined(name='cancellations') if l_0_cancellations is missing else l_0_cancellations)):
            _loop_vars = {}
            pass
            yield '- '
            yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
            yield ': '
            yield str(environment.finalize(environment.getattr(l_1_row, 'reason')))
            yield '\n'
        l_1_row = missing
        yield '\n'
    if (undefined(name='stops') if l_0_stops is missing else l_0_stops):
        pass
        yield 'Sessions stopped early or cut short:\n\n'
        for l_1_row in t_1((undefined(name='stops') if l_0_stops is missing else l_0_stops)):
            _loop_vars = {}
            pass
            yield '- '
            yield str(environment.finalize(t_2(environment.getattr(l_1_row, 'what'))))
            yield ', '
            yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
            if environment.getattr(l_1_row, 'delivered'):
                pass
                yield ', '
                yield str(environment.finalize(environment.getattr(l_1_row, 'delivered')))
            yield ': '
            yield str(environment.finalize((environment.getattr(l_1_row, 'reason') or 'reason not recorded')))
            if environment.getattr(l_1_row, 'decision'):
                pass
                yield '; '
                yield str(environment.finalize(environment.getattr(l_1_row, 'decision')))
            yield '\n'
        l_1_row = missing
        yield '\n'
    if (undefined(name='exchanges') if l_0_exchanges is missing else l_0_exchanges):
        pass
        yield 'Change of coil or device:\n\n'
        for l_1_row in t_1((undefined(name='exchanges') if l_0_exchanges is missing else l_0_exchanges)):
            _loop_vars = {}
            pass
            yield '- '
            yield str(environment.finalize(t_2(environment.getattr(l_1_row, 'session'))))
            yield ', '
            yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
            yield ': '
            yield str(environment.finalize(environment.getattr(l_1_row, 'text')))
            yield '\n'
        l_1_row = missing
        yield '\n'
    if (undefined(name='thresholds') if l_0_thresholds is missing else l_0_thresholds):
        pass
        yield '::: table caption="Motor threshold" widths=2,5,3,4,5,6\n| Session | Date | Threshold | Method | Determined by | Reason |\n|--------:|------|-----------|--------|---------------|--------|\n'
        for l_1_row in t_1((undefined(name='thresholds') if l_0_thresholds is missing else l_0_thresholds)):
            _loop_vars = {}
            pass
            yield '| '
            yield str(environment.finalize(environment.getattr(l_1_row, 'session')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'percent')))
            yield ' | '
            yield str(environment.finalize((environment.getattr(l_1_row, 'method') or 'not recorded')))
            yield ' | '
            yield str(environment.finalize((environment.getattr(l_1_row, 'by') or 'not recorded')))
            yield ' | '
            yield str(environment.finalize((environment.getattr(l_1_row, 'reason') or 'mapping')))
            yield ' |\n'
        l_1_row = missing
        yield ':::\n\n'
    yield '## Tolerance\n\n'
    if (undefined(name='events') if l_0_events is missing else l_0_events):
        pass
        yield '::: table names=1\n| Adverse event | Times | Highest severity | Resolved |\n|---------------|------:|------------------|----------|\n'
        for l_1_row in t_1((undefined(name='events') if l_0_events is missing else l_0_events)):
            _loop_vars = {}
            pass
            yield '| '
            yield str(environment.finalize(t_2(environment.getattr(l_1_row, 'event'))))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'count')))
            yield ' | '
            yield str(environment.finalize((environment.getattr(l_1_row, 'worst') or 'not recorded')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'resolved')))
            yield ' |\n'
        l_1_row = missing
        yield ':::\n'
    else:
        pass
        yield 'No adverse event is recorded in the sessions of this course.\n'
    yield '\n'
    if (undefined(name='unresolved') if l_0_unresolved is missing else l_0_unresolved):
        pass
        yield 'Not recorded as resolved:\n\n'
        for l_1_row in t_1((undefined(name='unresolved') if l_0_unresolved is missing else l_0_unresolved)):
            _loop_vars = {}
            pass
            yield '- '
            yield str(environment.finalize(t_2(environment.getattr(l_1_row, 'event'))))
            yield ', '
            yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
            if environment.getattr(l_1_row, 'action'):
                pass
                yield '. Action: '
                yield str(environment.finalize(environment.getattr(l_1_row, 'action')))
            yield '\n'
        l_1_row = missing
        yield '\n'
    if (undefined(name='positive') if l_0_positive is missing else l_0_positive):
        pass
        yield '::: table caption="Positive answers about suicide during the course" widths=4,3,5,5,8\n| Date | Asked at | Answer | Assessed by | Disposition |\n|------|----------|--------|-------------|-------------|\n'
        for l_1_row in t_1((undefined(name='positive') if l_0_positive is missing else l_0_positive)):
            _loop_vars = {}
            pass
            yield '| '
            yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'where')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'answer')))
            yield ' | '
            yield str(environment.finalize((environment.getattr(l_1_row, 'clinician') or 'not recorded')))
            yield ' | '
            yield str(environment.finalize((environment.getattr(l_1_row, 'disposition') or 'not recorded')))
            yield ' |\n'
        l_1_row = missing
        yield ':::\n\n'
    if (undefined(name='suicidality') if l_0_suicidality is missing else l_0_suicidality):
        pass
        yield 'At the end of the course:\n\n'
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'suicidality_section'), (undefined(name='suicidality') if l_0_suicidality is missing else l_0_suicidality))))
        yield '\n'
    yield '\n'
    if (undefined(name='medicine_changes') if l_0_medicine_changes is missing else l_0_medicine_changes):
        pass
        yield 'Changes of medicines during the course:\n\n'
        for l_1_row in t_1((undefined(name='medicine_changes') if l_0_medicine_changes is missing else l_0_medicine_changes)):
            _loop_vars = {}
            pass
            yield '- '
            yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
            yield ': '
            yield str(environment.finalize(environment.getattr(l_1_row, 'text')))
            yield '\n'
        l_1_row = missing
        yield '\n'
    yield '## After the course\n\n**Medicines at the end:** '
    yield str(environment.finalize((undefined(name='medicines') if l_0_medicines is missing else l_0_medicines)))
    yield '\\\n**When to call:** '
    yield str(environment.finalize((undefined(name='relapse_plan') if l_0_relapse_plan is missing else l_0_relapse_plan)))
    yield '\\\n**Next steps:** '
    yield str(environment.finalize((undefined(name='next_steps') if l_0_next_steps is missing else l_0_next_steps)))
    yield '\\\n**Copies to:** '
    yield str(environment.finalize(t_3((undefined(name='recipients') if l_0_recipients is missing else l_0_recipients))))
    yield '.\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'signature_section'), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), 'course summary', (undefined(name='day') if l_0_day is missing else l_0_day))))
    yield '\n'

blocks = {}
debug_info = '5=67&6=69&10=71&13=73&14=75&15=77&16=81&18=87&20=93&22=108&23=111&26=118&27=121&29=124&30=126&35=128&39=131&40=135&50=156&51=159&54=161&58=164&62=167&63=171&70=182&74=185&75=189&80=205&83=208&84=212&89=223&92=226&93=230&97=236&100=239&101=243&106=259&109=262&110=266&114=274&118=277&119=281&126=296&130=299&131=303&138=317&141=320&142=324&147=334&151=337&152=341&157=353&160=356&163=359&166=362&167=366&173=373&174=375&175=377&176=379&178=381'
origin = ('e28cdb22083062c846109dfc866c7bb802567d605842372173ea4b3cdc9a89d1', '3.1.6')
