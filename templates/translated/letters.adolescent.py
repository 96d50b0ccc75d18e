from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/adolescent.md.j2'

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
    parent_template = environment.get_template('partials/request.md.j2', 'letters/adolescent.md.j2')
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
    yield 'Request for authorization of transcranial magnetic stimulation for an adolescent'

def block_opening(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_request = resolve('request')
    l_0_patient = resolve('patient')
    l_0_part = resolve('part')
    l_0_draft = resolve('draft')
    pass
    yield 'I request authorization of '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'sessions')))
    yield ' of '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'modality')))
    yield ', directed at the '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'target')))
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
    yield '. '
    yield str(environment.finalize(environment.getattr(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'guardian'), 'name')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'possessive')))
    yield ' '
    yield str(environment.finalize(environment.getattr(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'guardian'), 'relation')))
    yield ', consented on '
    yield str(environment.finalize(environment.getattr(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'guardian'), 'consent_date')))
    if environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'assent'):
        pass
        yield ', and the patient assented on '
        yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'assent')))
    yield '. '
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'claim'), (undefined(name='draft') if l_0_draft is missing else l_0_draft), _block_vars=_block_vars)))
    yield '\n'

def block_particulars(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_plan_reviews = resolve('plan_reviews')
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    pass
    if (undefined(name='plan_reviews') if l_0_plan_reviews is missing else l_0_plan_reviews):
        pass
        yield 'The criteria leave one point to the plan itself: '
        l_1_loop = missing
        for l_1_one, l_1_loop in LoopContext(t_1((undefined(name='plan_reviews') if l_0_plan_reviews is missing else l_0_plan_reviews)), undefined):
            _loop_vars = {}
            pass
            yield str(environment.finalize(l_1_one))
            if (not environment.getattr(l_1_loop, 'last')):
                pass
                yield '; '
        l_1_loop = l_1_one = missing
        yield '. I ask for that review.\n'

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
    l_0_paragraphs = resolve('paragraphs')
    pass
    yield '## Proposed treatment and ordering clinician\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'treatment_section'), (undefined(name='request') if l_0_request is missing else l_0_request), (undefined(name='supervision') if l_0_supervision is missing else l_0_supervision), (undefined(name='supervisor') if l_0_supervisor is missing else l_0_supervisor), None, consent=False, _block_vars=_block_vars)))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'own_words'), environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'rationale'), (undefined(name='paragraphs') if l_0_paragraphs is missing else l_0_paragraphs), _block_vars=_block_vars)))
    yield '\n'

def block_criteria(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_part = resolve('part')
    l_0_crosswalk = resolve('crosswalk')
    l_0_policy = resolve('policy')
    try:
        t_2 = environment.filters['list']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'list' found.")
    try:
        t_3 = environment.filters['rejectattr']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named 'rejectattr' found.")
    pass
    yield '## Criteria and the record\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'crosswalk_section'), t_2(context.eval_ctx, t_3(context, (undefined(name='crosswalk') if l_0_crosswalk is missing else l_0_crosswalk), 'facts', 'equalto', "for the plan's own review")), _block_vars=_block_vars)))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'criteria_note'), (undefined(name='policy') if l_0_policy is missing else l_0_policy), _block_vars=_block_vars)))
    yield '\n'

blocks = {'heading': block_heading, 'opening': block_opening, 'particulars': block_particulars, 'treatment': block_treatment, 'criteria': block_criteria}
debug_info = '6=14&8=19&10=29&11=42&14=73&15=88&16=92&20=102&23=116&25=118&28=121&31=145&33=147'
origin = ('c1c3e2406f7ee8151ee181176f6b2b7c85282aa3880e037c0c2ff309f2176f07', '3.1.6')
