from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/continuation.md.j2'

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
    parent_template = environment.get_template('partials/request.md.j2', 'letters/continuation.md.j2')
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
    yield 'Request for more sessions of transcranial magnetic stimulation'

def block_opening(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_course = resolve('course')
    l_0_request = resolve('request')
    l_0_patient = resolve('patient')
    l_0_part = resolve('part')
    l_0_draft = resolve('draft')
    pass
    yield 'I request authorization of '
    yield str(environment.finalize(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'more')))
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
    yield '. The course began '
    yield str(environment.finalize(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'start_word')))
    yield ' '
    yield str(environment.finalize(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'start')))
    yield '; '
    yield str(environment.finalize(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'given')))
    yield ' of it '
    yield str(environment.finalize(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'given_verb')))
    yield ' been given, against '
    yield str(environment.finalize(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'of_units')))
    yield '.'
    if environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'in_all'):
        pass
        yield ' With '
        if environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'left'):
            pass
            yield 'the '
            yield str(environment.finalize(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'left')))
            yield ' authorized that are left and '
        yield 'the '
        yield str(environment.finalize(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'asked')))
        yield ' requested here, the course comes to '
        yield str(environment.finalize(environment.getattr((undefined(name='course') if l_0_course is missing else l_0_course), 'in_all')))
        yield '.'
    yield ' '
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'claim'), (undefined(name='draft') if l_0_draft is missing else l_0_draft), 'More sessions of this course are', _block_vars=_block_vars)))
    yield '\n'

def block_why(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_part = resolve('part')
    l_0_course = resolve('course')
    l_0_story = resolve('story')
    l_0_request = resolve('request')
    l_0_figures = resolve('figures')
    l_0_charts = resolve('charts')
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    pass
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'course_so_far'), (undefined(name='course') if l_0_course is missing else l_0_course), _block_vars=_block_vars)))
    yield '\n\n'
    for l_1_row in t_1(environment.getattr((undefined(name='story') if l_0_story is missing else l_0_story), 'function')):
        _loop_vars = {}
        pass
        yield 'Function, as charted '
        yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
        yield ': "'
        yield str(environment.finalize(environment.getattr(l_1_row, 'text')))
        yield '"'
    l_1_row = missing
    yield '\n\nReason for more sessions, in the clinician\'s words: "'
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'rationale')))
    yield '"\n\n## Before this course\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'before_the_course'), (undefined(name='story') if l_0_story is missing else l_0_story), _block_vars=_block_vars)))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='figures') if l_0_figures is missing else l_0_figures), 'score_chart'), (undefined(name='charts') if l_0_charts is missing else l_0_charts), _block_vars=_block_vars)))
    yield '\n'

def block_treatment_chart(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass

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
    yield '## Sessions requested and ordering clinician\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'treatment_section'), (undefined(name='request') if l_0_request is missing else l_0_request), (undefined(name='supervision') if l_0_supervision is missing else l_0_supervision), (undefined(name='supervisor') if l_0_supervisor is missing else l_0_supervisor), environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'guardian'), _block_vars=_block_vars)))
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'own_words'), None, (undefined(name='paragraphs') if l_0_paragraphs is missing else l_0_paragraphs), _block_vars=_block_vars)))
    yield '\n'

blocks = {'heading': block_heading, 'opening': block_opening, 'why': block_why, 'treatment_chart': block_treatment_chart, 'treatment': block_treatment}
debug_info = '6=14&8=19&10=29&11=43&14=86&15=106&17=108&20=118&24=120&26=122&29=125&31=134&34=149&36=151'
origin = ('cda8afa76fdbe18002a6abb12d54b577ad795899c7129057e3a384462245b33a', '3.1.6')
