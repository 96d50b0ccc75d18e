from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/retreatment.md.j2'

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
    parent_template = environment.get_template('partials/request.md.j2', 'letters/retreatment.md.j2')
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
    yield 'Request for a repeat course of transcranial magnetic stimulation'

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
    yield 'I request authorization of a repeat course of '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'modality')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'sessions')))
    yield ' directed at the '
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
    yield ', who was treated with TMS before and has relapsed. '
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'claim'), (undefined(name='draft') if l_0_draft is missing else l_0_draft), _block_vars=_block_vars)))
    yield '\n'

def block_why(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_part = resolve('part')
    l_0_first_course = resolve('first_course')
    l_0_story = resolve('story')
    pass
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'first_course_in_words'), (undefined(name='first_course') if l_0_first_course is missing else l_0_first_course), _block_vars=_block_vars)))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'why'), (undefined(name='story') if l_0_story is missing else l_0_story), tms=False, _block_vars=_block_vars)))
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
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='figures') if l_0_figures is missing else l_0_figures), 'score_chart'), (undefined(name='charts') if l_0_charts is missing else l_0_charts), _block_vars=_block_vars)))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='figures') if l_0_figures is missing else l_0_figures), 'timeline'), (undefined(name='charts') if l_0_charts is missing else l_0_charts), _block_vars=_block_vars)))
    yield '\n'

def block_neuromodulation(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_other_courses = resolve('other_courses')
    l_0_ect = resolve('ect')
    l_0_part = resolve('part')
    pass
    if ((undefined(name='other_courses') if l_0_other_courses is missing else l_0_other_courses) or (undefined(name='ect') if l_0_ect is missing else l_0_ect)):
        pass
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'neuromodulation_section'), (undefined(name='other_courses') if l_0_other_courses is missing else l_0_other_courses), None, (undefined(name='ect') if l_0_ect is missing else l_0_ect), _block_vars=_block_vars)))
        yield '\n'

blocks = {'heading': block_heading, 'opening': block_opening, 'why': block_why, 'treatment_chart': block_treatment_chart, 'neuromodulation': block_neuromodulation}
debug_info = '6=14&8=19&10=29&11=42&14=61&15=72&17=74&20=77&21=87&23=89&26=92&27=103&28=105'
origin = ('b49f327fdadfb04c591b86da94ab0a92856b4e0cae9127bd7d9ceba4b6984364', '3.1.6')
