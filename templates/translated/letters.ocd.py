from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/ocd.md.j2'

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
    parent_template = environment.get_template('partials/request.md.j2', 'letters/ocd.md.j2')
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
    yield 'Request for authorization of transcranial magnetic stimulation for obsessive-compulsive disorder'

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
    yield '.'
    if (environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'guardian') and environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'is_minor')):
        pass
        yield ' '
        yield str(environment.finalize(environment.getattr(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'guardian'), 'name')))
        yield ' ('
        yield str(environment.finalize(environment.getattr(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'guardian'), 'relation')))
        yield ') consented on '
        yield str(environment.finalize(environment.getattr(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'guardian'), 'consent_date')))
        if environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'assent'):
            pass
            yield ', and the patient assented on '
            yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'assent')))
        yield '.'
    yield ' '
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'claim'), (undefined(name='draft') if l_0_draft is missing else l_0_draft), _block_vars=_block_vars)))
    yield '\n'

blocks = {'heading': block_heading, 'opening': block_opening}
debug_info = '6=14&8=19&10=29&11=42'
origin = ('7cefede82140475d7b812868d6c3da8d72d76cc934fc8d80e6656cfb19fa3442', '3.1.6')
