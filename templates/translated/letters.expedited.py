from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/expedited.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    parent_template = None
    pass
    if parent_template is None:
        yield '\n\n\n\n\n'
    parent_template = environment.get_template('partials/request.md.j2', 'letters/expedited.md.j2')
    for name, parent_block in parent_template.blocks.items():
        context.blocks.setdefault(name, []).append(parent_block)
    yield from parent_template.root_render_func(context)

def block_heading(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass
    yield 'Request for expedited review'

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
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'reference_in_short'), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), (undefined(name='policy') if l_0_policy is missing else l_0_policy), (undefined(name='request') if l_0_request is missing else l_0_request), (undefined(name='diagnoses') if l_0_diagnoses is missing else l_0_diagnoses), (undefined(name='practice') if l_0_practice is missing else l_0_practice), (undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), _block_vars=_block_vars)))
    yield '\n'

def block_opening(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_request = resolve('request')
    l_0_patient = resolve('patient')
    l_0_orderer = resolve('orderer')
    l_0_practice = resolve('practice')
    pass
    yield 'I request expedited review of the request of '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'date')))
    yield ' for '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'sessions')))
    yield ' of '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'modality')))
    yield ' ('
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'coded')))
    yield '), for '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'age_article')))
    yield ' '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'age')))
    yield '-year-old patient with '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'condition')))
    yield ". The full request goes with this letter. Please decide within the plan's time limit for expedited requests and telephone the decision to "
    yield str(environment.finalize((environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'phone') or environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone'))))
    if environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'fax'):
        pass
        yield ' (fax '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'fax')))
        yield ')'
    yield '.\n'

def block_why(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_request = resolve('request')
    l_0_part = resolve('part')
    l_0_story = resolve('story')
    pass
    yield "## Why the review cannot wait\n\nIn the clinician's words ("
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'urgency_by')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'urgency_date')))
    yield '): "'
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'urgency')))
    yield '"\n\n## The case in short\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'why'), (undefined(name='story') if l_0_story is missing else l_0_story), _block_vars=_block_vars)))
    yield '\n'

def block_urgency(context, missing=missing, environment=environment):
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
    l_0_safety = resolve('safety')
    l_0_diagnoses = resolve('diagnoses')
    try:
        t_1 = environment.filters['length']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'length' found.")
    pass
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'present_only'), (undefined(name='safety') if l_0_safety is missing else l_0_safety), _block_vars=_block_vars)))
    yield '\n'
    if (t_1((undefined(name='diagnoses') if l_0_diagnoses is missing else l_0_diagnoses)) > 1):
        pass
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'all_diagnoses'), (undefined(name='diagnoses') if l_0_diagnoses is missing else l_0_diagnoses), _block_vars=_block_vars)))
        yield '\n'

def block_treatment(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_part = resolve('part')
    l_0_paragraphs = resolve('paragraphs')
    pass
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'own_words'), None, (undefined(name='paragraphs') if l_0_paragraphs is missing else l_0_paragraphs), _block_vars=_block_vars)))

def block_provider(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_part = resolve('part')
    l_0_attestations = resolve('attestations')
    pass
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'attested'), (undefined(name='attestations') if l_0_attestations is missing else l_0_attestations), _block_vars=_block_vars)))
    yield '\n'

def block_criteria(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

def block_evidence(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

def block_closing(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

blocks = {'heading': block_heading, 'block_of_reference': block_block_of_reference, 'opening': block_opening, 'why': block_why, 'urgency': block_urgency, 'clinical': block_clinical, 'treatment': block_treatment, 'provider': block_provider, 'criteria': block_criteria, 'evidence': block_evidence, 'closing': block_closing}
debug_info = '6=14&8=19&10=29&11=45&14=48&15=61&18=85&21=97&25=103&28=106&30=115&31=132&32=134&33=136&37=139&39=151&40=161&43=164&45=173&47=182'
origin = ('35a8bc2ca4b126b91a3b0f59eb5cc3c36f7c0e8bb00299f9f9492b2822c04d7f', '3.1.6')
