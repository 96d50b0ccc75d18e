from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/chart_statement.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_practice = resolve('practice')
    l_0_patient = resolve('patient')
    l_0_coverage = resolve('coverage')
    l_0_policy = resolve('policy')
    l_0_invented = resolve('invented')
    l_0_letter_date = resolve('letter_date')
    l_0_request = resolve('request')
    l_0_diagnoses = resolve('diagnoses')
    l_0_orderer = resolve('orderer')
    l_0_draft = resolve('draft')
    l_0_first_course = resolve('first_course')
    l_0_course = resolve('course')
    l_0_story = resolve('story')
    l_0_episode = resolve('episode')
    l_0_score_rows = resolve('score_rows')
    l_0_symptoms = resolve('symptoms')
    l_0_mental_status = resolve('mental_status')
    l_0_history = resolve('history')
    l_0_trials = resolve('trials')
    l_0_augmentations = resolve('augmentations')
    l_0_other_uses = resolve('other_uses')
    l_0_current_medicines = resolve('current_medicines')
    l_0_therapies = resolve('therapies')
    l_0_other_courses = resolve('other_courses')
    l_0_ect = resolve('ect')
    l_0_prior_tms = resolve('prior_tms')
    l_0_no_prior_tms = resolve('no_prior_tms')
    l_0_charts = resolve('charts')
    l_0_safety = resolve('safety')
    l_0_supervision = resolve('supervision')
    l_0_supervisor = resolve('supervisor')
    l_0_paragraphs = resolve('paragraphs')
    l_0_attestations = resolve('attestations')
    l_0_crosswalk = resolve('crosswalk')
    l_0_evidence = resolve('evidence')
    l_0_part = l_0_figures = missing
    pass
    yield '\n\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/letter.md.j2', 'letters/chart_statement.md.j2').make_module(context.get_all(), True, {'figures': l_0_figures, 'part': l_0_part})
    context.exported_vars.discard('part')
    l_0_figures = context.vars['figures'] = environment.get_template('partials/figures.md.j2', 'letters/chart_statement.md.j2').make_module(context.get_all(), True, {'figures': l_0_figures, 'part': l_0_part})
    context.exported_vars.discard('figures')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'letterhead'), (undefined(name='practice') if l_0_practice is missing else l_0_practice))))
    yield '\n\n::: running\n'
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', member ID '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
    yield '\n:::\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'footer_line'), (undefined(name='policy') if l_0_policy is missing else l_0_policy))))
    yield '\n\n# Chart statement of medical necessity: transcranial magnetic stimulation\n\n'
    if (undefined(name='invented') if l_0_invented is missing else l_0_invented):
        pass
        yield '*This is an example. The patient, the clinicians, and the practice are invented.*\n'
    yield '\n::: keys\nPatient: | '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', date of birth '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'birth_date')))
    yield '\nCoverage: | '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'payer')))
    yield ', member ID '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
    if environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'group'):
        pass
        yield ', group '
        yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'group')))
    yield '\nDate: | '
    yield str(environment.finalize((undefined(name='letter_date') if l_0_letter_date is missing else l_0_letter_date)))
    yield '\nService: | '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'phase')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'sessions')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'start'):
        pass
        yield ', from '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'start')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'end'):
        pass
        yield ' to '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'end')))
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'diagnosis_line'), (undefined(name='diagnoses') if l_0_diagnoses is missing else l_0_diagnoses))))
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'code_lines'), environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'codes'))))
    yield '\nDevice: | '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'device')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'coil_beside_device'):
        pass
        yield ', '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'coil_beside_device')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'clearance'):
        pass
        yield '; '
        yield str(environment.finalize(environment.getattr(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'clearance'), 'said')))
    yield '\nOrdered by: | '
    yield str(environment.finalize(environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'name')))
    yield ', NPI '
    yield str(environment.finalize(environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'npi')))
    yield '\nCoverage rule: | '
    yield str(environment.finalize(environment.getattr((undefined(name='policy') if l_0_policy is missing else l_0_policy), 'payer')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='policy') if l_0_policy is missing else l_0_policy), 'name')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='policy') if l_0_policy is missing else l_0_policy), 'effective')))
    yield '\n\n:::\n\nThis statement is part of the medical record. It requests nothing: the coverage rule named above is applied to the claim. '
    if (undefined(name='draft') if l_0_draft is missing else l_0_draft):
        pass
        yield 'It sets out what the record holds about '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'sessions')))
    else:
        pass
        yield 'It sets out, from the record, why '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'sessions')))
    yield ' of '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'modality')))
    yield ', directed at the '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'target')))
    yield ' ('
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'coded')))
    yield '),'
    if (not (undefined(name='draft') if l_0_draft is missing else l_0_draft)):
        pass
        yield ' are medically necessary'
    yield ' for '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'age_article')))
    yield ' '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'age')))
    yield '-year-old patient with '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'condition')))
    yield '.\n\n'
    if (undefined(name='first_course') if l_0_first_course is missing else l_0_first_course):
        pass
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'first_course_in_words'), (undefined(name='first_course') if l_0_first_course is missing else l_0_first_course))))
        yield '\n'
    yield '\n'
    if (undefined(name='course') if l_0_course is missing else l_0_course):
        pass
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'course_so_far'), (undefined(name='course') if l_0_course is missing else l_0_course))))
        yield '\n'
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'why'), (undefined(name='story') if l_0_story is missing else l_0_story), tms=(not (undefined(name='first_course') if l_0_first_course is missing else l_0_first_course)))))
    yield '\n\n## Diagnosis and severity\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'diagnosis_section'), (undefined(name='diagnoses') if l_0_diagnoses is missing else l_0_diagnoses), (undefined(name='episode') if l_0_episode is missing else l_0_episode), (undefined(name='score_rows') if l_0_score_rows is missing else l_0_score_rows), (undefined(name='symptoms') if l_0_symptoms is missing else l_0_symptoms), environment.getattr((undefined(name='story') if l_0_story is missing else l_0_story), 'more_function'), (undefined(name='mental_status') if l_0_mental_status is missing else l_0_mental_status))))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'history_section'), (undefined(name='history') if l_0_history is missing else l_0_history))))
    yield '\n\n## Medication trials\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'trials_section'), (undefined(name='trials') if l_0_trials is missing else l_0_trials), (undefined(name='augmentations') if l_0_augmentations is missing else l_0_augmentations), (undefined(name='other_uses') if l_0_other_uses is missing else l_0_other_uses), (undefined(name='current_medicines') if l_0_current_medicines is missing else l_0_current_medicines))))
    yield '\n\n## Psychotherapy and neuromodulation\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'therapy_section'), (undefined(name='therapies') if l_0_therapies is missing else l_0_therapies), environment.getattr((undefined(name='story') if l_0_story is missing else l_0_story), 'therapy'))))
    yield '\n\n'
    if ((undefined(name='first_course') if l_0_first_course is missing else l_0_first_course) and ((undefined(name='other_courses') if l_0_other_courses is missing else l_0_other_courses) or (undefined(name='ect') if l_0_ect is missing else l_0_ect))):
        pass
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'neuromodulation_section'), (undefined(name='other_courses') if l_0_other_courses is missing else l_0_other_courses), None, (undefined(name='ect') if l_0_ect is missing else l_0_ect))))
        yield '\n'
    elif ((not (undefined(name='first_course') if l_0_first_course is missing else l_0_first_course)) and (((undefined(name='prior_tms') if l_0_prior_tms is missing else l_0_prior_tms) or (undefined(name='no_prior_tms') if l_0_no_prior_tms is missing else l_0_no_prior_tms)) or (undefined(name='ect') if l_0_ect is missing else l_0_ect))):
        pass
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'neuromodulation_section'), (undefined(name='prior_tms') if l_0_prior_tms is missing else l_0_prior_tms), (undefined(name='no_prior_tms') if l_0_no_prior_tms is missing else l_0_no_prior_tms), (undefined(name='ect') if l_0_ect is missing else l_0_ect))))
        yield '\n'
    yield '\n'
    if ((undefined(name='course') if l_0_course is missing else l_0_course) or (undefined(name='first_course') if l_0_first_course is missing else l_0_first_course)):
        pass
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='figures') if l_0_figures is missing else l_0_figures), 'score_chart'), (undefined(name='charts') if l_0_charts is missing else l_0_charts))))
        yield '\n'
    if (not (undefined(name='course') if l_0_course is missing else l_0_course)):
        pass
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='figures') if l_0_figures is missing else l_0_figures), 'timeline'), (undefined(name='charts') if l_0_charts is missing else l_0_charts))))
        yield '\n'
    yield '\n## Safety screen\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'safety_section'), (undefined(name='safety') if l_0_safety is missing else l_0_safety))))
    yield '\n\n## Planned treatment and ordering clinician\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'treatment_section'), (undefined(name='request') if l_0_request is missing else l_0_request), (undefined(name='supervision') if l_0_supervision is missing else l_0_supervision), (undefined(name='supervisor') if l_0_supervisor is missing else l_0_supervisor), environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'guardian'))))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'own_words'), environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'rationale'), (undefined(name='paragraphs') if l_0_paragraphs is missing else l_0_paragraphs))))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'provider_section'), (undefined(name='orderer') if l_0_orderer is missing else l_0_orderer))))
    yield ' '
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'attested'), (undefined(name='attestations') if l_0_attestations is missing else l_0_attestations))))
    yield '\n\n## Coverage rule and the record\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'crosswalk_section'), (undefined(name='crosswalk') if l_0_crosswalk is missing else l_0_crosswalk))))
    yield '\n\n'
    if environment.getattr((undefined(name='policy') if l_0_policy is missing else l_0_policy), 'unseen'):
        pass
        yield 'Part of the coverage rule for the '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'phase')))
        yield ' was not available to us.\n'
    yield '\n'
    if (undefined(name='evidence') if l_0_evidence is missing else l_0_evidence):
        pass
        yield '## Evidence for this treatment\n\n'
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'evidence_section'), (undefined(name='evidence') if l_0_evidence is missing else l_0_evidence))))
        yield '\n'
    yield '\n::: signature\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'signed_by'), (undefined(name='orderer') if l_0_orderer is missing else l_0_orderer))))
    yield '\n:::\n'

blocks = {}
debug_info = '6=48&7=50&8=52&11=54&14=58&18=60&23=64&24=68&26=76&27=78&29=90&30=92&31=94&33=104&34=108&38=114&40=141&41=143&44=146&45=148&48=151&52=153&54=155&58=157&62=159&64=161&65=163&66=165&67=167&70=170&71=172&73=174&74=176&79=179&83=181&85=183&87=185&91=189&93=191&94=194&97=197&100=200&104=203'
origin = ('ec1f63cd4c9be24bb53d0a5f711bda035a6f3be3f23a50a0e9d335f0f4a522c4', '3.1.6')
