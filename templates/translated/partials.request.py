from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'partials/request.md.j2'

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
    l_0_letter_date = resolve('letter_date')
    l_0_invented = resolve('invented')
    l_0_orderer = resolve('orderer')
    l_0_enclosures = resolve('enclosures')
    l_0_part = l_0_figures = missing
    pass
    l_0_part = context.vars['part'] = environment.get_template('partials/letter.md.j2', 'partials/request.md.j2').make_module(context.get_all(), True, {'figures': l_0_figures, 'part': l_0_part})
    context.exported_vars.discard('part')
    l_0_figures = context.vars['figures'] = environment.get_template('partials/figures.md.j2', 'partials/request.md.j2').make_module(context.get_all(), True, {'figures': l_0_figures, 'part': l_0_part})
    context.exported_vars.discard('figures')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'letterhead'), (undefined(name='practice') if l_0_practice is missing else l_0_practice))))
    yield '\n\n::: running\nRe: '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', member ID '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
    yield '\n:::\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'footer_line'), (undefined(name='policy') if l_0_policy is missing else l_0_policy))))
    yield '\n\n'
    yield str(environment.finalize((undefined(name='letter_date') if l_0_letter_date is missing else l_0_letter_date)))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'payer_address'), (undefined(name='coverage') if l_0_coverage is missing else l_0_coverage))))
    yield '\n\n# '
    yield from context.blocks['heading'][0](context)
    yield '\n\n'
    if (undefined(name='invented') if l_0_invented is missing else l_0_invented):
        pass
        yield '*This is an example. The patient, the clinicians, and the practice are invented.*\n'
    yield '\n'
    yield from context.blocks['block_of_reference'][0](context)
    yield '\nTo the reviewer:\n\n'
    yield from context.blocks['opening'][0](context)
    yield '\n\n'
    yield from context.blocks['why'][0](context)
    yield '\n'
    yield from context.blocks['urgency'][0](context)
    yield '\n'
    yield from context.blocks['particulars'][0](context)
    yield '\n\n'
    yield from context.blocks['clinical'][0](context)
    yield '\n'
    yield from context.blocks['treatment'][0](context)
    yield '\n'
    yield from context.blocks['provider'][0](context)
    yield '\n'
    yield from context.blocks['criteria'][0](context)
    yield '\n'
    yield from context.blocks['evidence'][0](context)
    yield '\n'
    yield from context.blocks['closing'][0](context)
    yield '\n::: signature closing="Sincerely,"\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'signed_by'), (undefined(name='orderer') if l_0_orderer is missing else l_0_orderer))))
    yield '\n:::\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'enclosed'), (undefined(name='enclosures') if l_0_enclosures is missing else l_0_enclosures))))
    yield '\n'

def block_heading(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass
    yield 'Request for authorization of transcranial magnetic stimulation'

def block_block_of_reference(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_part = resolve('part')
    l_0_patient = resolve('patient')
    l_0_coverage = resolve('coverage')
    l_0_policy = resolve('policy')
    l_0_request = resolve('request')
    l_0_diagnoses = resolve('diagnoses')
    l_0_practice = resolve('practice')
    l_0_orderer = resolve('orderer')
    pass
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'reference_block'), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), (undefined(name='policy') if l_0_policy is missing else l_0_policy), (undefined(name='request') if l_0_request is missing else l_0_request), (undefined(name='diagnoses') if l_0_diagnoses is missing else l_0_diagnoses), (undefined(name='practice') if l_0_practice is missing else l_0_practice), (undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), _block_vars=_block_vars)))
    yield '\n'

def block_opening(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

def block_why(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_part = resolve('part')
    l_0_story = resolve('story')
    pass
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'why'), (undefined(name='story') if l_0_story is missing else l_0_story), _block_vars=_block_vars)))
    yield '\n'

def block_urgency(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_request = resolve('request')
    pass
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'urgency'):
        pass
        yield "Reason for expedited review, in the clinician's words ("
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'urgency_by')))
        yield ', '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'urgency_date')))
        yield '): "'
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'urgency')))
        yield '"\n'

def block_particulars(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

def block_clinical(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_part = resolve('part')
    l_0_diagnoses = resolve('diagnoses')
    l_0_episode = resolve('episode')
    l_0_score_rows = resolve('score_rows')
    l_0_symptoms = resolve('symptoms')
    l_0_story = resolve('story')
    l_0_mental_status = resolve('mental_status')
    l_0_history = resolve('history')
    l_0_trials = resolve('trials')
    l_0_augmentations = resolve('augmentations')
    l_0_other_uses = resolve('other_uses')
    l_0_current_medicines = resolve('current_medicines')
    l_0_therapies = resolve('therapies')
    l_0_safety = resolve('safety')
    pass
    yield '## Diagnosis and severity\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'diagnosis_section'), (undefined(name='diagnoses') if l_0_diagnoses is missing else l_0_diagnoses), (undefined(name='episode') if l_0_episode is missing else l_0_episode), (undefined(name='score_rows') if l_0_score_rows is missing else l_0_score_rows), (undefined(name='symptoms') if l_0_symptoms is missing else l_0_symptoms), environment.getattr((undefined(name='story') if l_0_story is missing else l_0_story), 'more_function'), (undefined(name='mental_status') if l_0_mental_status is missing else l_0_mental_status), _block_vars=_block_vars)))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'history_section'), (undefined(name='history') if l_0_history is missing else l_0_history), _block_vars=_block_vars)))
    yield '\n\n## Medication trials\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'trials_section'), (undefined(name='trials') if l_0_trials is missing else l_0_trials), (undefined(name='augmentations') if l_0_augmentations is missing else l_0_augmentations), (undefined(name='other_uses') if l_0_other_uses is missing else l_0_other_uses), (undefined(name='current_medicines') if l_0_current_medicines is missing else l_0_current_medicines), _block_vars=_block_vars)))
    yield '\n\n## Psychotherapy and neuromodulation\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'therapy_section'), (undefined(name='therapies') if l_0_therapies is missing else l_0_therapies), environment.getattr((undefined(name='story') if l_0_story is missing else l_0_story), 'therapy'), _block_vars=_block_vars)))
    yield '\n\n'
    yield from context.blocks['neuromodulation'][0](context)
    yield '\n'
    yield from context.blocks['treatment_chart'][0](context)
    yield '\n## Safety screen\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'safety_section'), (undefined(name='safety') if l_0_safety is missing else l_0_safety), _block_vars=_block_vars)))
    yield '\n'

def block_neuromodulation(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_prior_tms = resolve('prior_tms')
    l_0_no_prior_tms = resolve('no_prior_tms')
    l_0_ect = resolve('ect')
    l_0_part = resolve('part')
    pass
    if (((undefined(name='prior_tms') if l_0_prior_tms is missing else l_0_prior_tms) or (undefined(name='no_prior_tms') if l_0_no_prior_tms is missing else l_0_no_prior_tms)) or (undefined(name='ect') if l_0_ect is missing else l_0_ect)):
        pass
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'neuromodulation_section'), (undefined(name='prior_tms') if l_0_prior_tms is missing else l_0_prior_tms), (undefined(name='no_prior_tms') if l_0_no_prior_tms is missing else l_0_no_prior_tms), (undefined(name='ect') if l_0_ect is missing else l_0_ect), _block_vars=_block_vars)))
        yield '\n'

def block_treatment_chart(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_figures = resolve('figures')
    l_0_charts = resolve('charts')
    pass
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='figures') if l_0_figures is missing else l_0_figures), 'timeline'), (undefined(name='charts') if l_0_charts is missing else l_0_charts), _block_vars=_block_vars)))
    yield '\n'

def block_treatment(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_part = resolve('part')
    l_0_request = resolve('request')
    l_0_supervision = resolve('supervision')
    l_0_supervisor = resolve('supervisor')
    l_0_patient = resolve('patient')
    l_0_paragraphs = resolve('paragraphs')
    pass
    yield '## Proposed treatment and ordering clinician\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'treatment_section'), (undefined(name='request') if l_0_request is missing else l_0_request), (undefined(name='supervision') if l_0_supervision is missing else l_0_supervision), (undefined(name='supervisor') if l_0_supervisor is missing else l_0_supervisor), environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'guardian'), _block_vars=_block_vars)))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'own_words'), environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'rationale'), (undefined(name='paragraphs') if l_0_paragraphs is missing else l_0_paragraphs), _block_vars=_block_vars)))
    yield '\n'

def block_provider(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_part = resolve('part')
    l_0_orderer = resolve('orderer')
    l_0_attestations = resolve('attestations')
    pass
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'provider_section'), (undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), _block_vars=_block_vars)))
    yield ' '
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'attested'), (undefined(name='attestations') if l_0_attestations is missing else l_0_attestations), _block_vars=_block_vars)))
    yield '\n'

def block_criteria(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_crosswalk = resolve('crosswalk')
    l_0_policy = resolve('policy')
    l_0_part = resolve('part')
    pass
    if ((undefined(name='crosswalk') if l_0_crosswalk is missing else l_0_crosswalk) or environment.getattr((undefined(name='policy') if l_0_policy is missing else l_0_policy), 'unseen')):
        pass
        yield '## Criteria and the record\n'
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'crosswalk_section'), (undefined(name='crosswalk') if l_0_crosswalk is missing else l_0_crosswalk), _block_vars=_block_vars)))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'criteria_note'), (undefined(name='policy') if l_0_policy is missing else l_0_policy), _block_vars=_block_vars)))
    yield '\n'

def block_evidence(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_evidence = resolve('evidence')
    l_0_part = resolve('part')
    pass
    if (undefined(name='evidence') if l_0_evidence is missing else l_0_evidence):
        pass
        yield '## Evidence for this treatment\n\n'
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'evidence_section'), (undefined(name='evidence') if l_0_evidence is missing else l_0_evidence), _block_vars=_block_vars)))
        yield '\n'

def block_closing(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_orderer = resolve('orderer')
    l_0_practice = resolve('practice')
    pass
    yield 'If this request cannot be approved as it stands, I ask for a peer-to-peer conversation before a decision (telephone '
    yield str(environment.finalize((environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'phone') or environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone'))))
    yield ').'
    if environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'contact'):
        pass
        yield ' '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'contact')))
        yield ' answers other questions ('
        if environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'phone'):
            pass
            yield 'telephone '
            yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone')))
        else:
            pass
            yield 'the same telephone'
        yield ').'
    yield '\n'

blocks = {'heading': block_heading, 'block_of_reference': block_block_of_reference, 'opening': block_opening, 'why': block_why, 'urgency': block_urgency, 'particulars': block_particulars, 'clinical': block_clinical, 'neuromodulation': block_neuromodulation, 'treatment_chart': block_treatment_chart, 'treatment': block_treatment, 'provider': block_provider, 'criteria': block_criteria, 'evidence': block_evidence, 'closing': block_closing}
debug_info = '6=20&7=22&8=24&11=26&14=30&16=32&18=34&20=36&23=38&27=42&33=44&36=46&40=48&46=50&49=52&79=54&87=56&91=58&101=60&109=62&115=64&118=66&20=69&27=79&28=95&33=98&36=107&37=117&40=120&41=129&42=132&46=139&49=148&52=171&54=173&58=175&62=177&64=179&70=181&76=183&64=186&65=198&66=200&70=203&71=213&79=216&82=231&84=233&87=236&88=247&91=252&92=263&96=267&98=269&101=272&102=282&105=285&109=288&110=299'
origin = ('9c5e2d8ab78837d3ac71b2a91d56694b67afe923638cf338119c92392f520c05', '3.1.6')
