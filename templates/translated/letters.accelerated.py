from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/accelerated.md.j2'

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
    parent_template = environment.get_template('partials/request.md.j2', 'letters/accelerated.md.j2')
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
    yield 'Request for authorization of an accelerated course of transcranial magnetic stimulation'

def block_opening(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_request = resolve('request')
    l_0_patient = resolve('patient')
    l_0_per_day = resolve('per_day')
    l_0_days = resolve('days')
    l_0_guidance = resolve('guidance')
    l_0_part = resolve('part')
    l_0_draft = resolve('draft')
    pass
    yield 'I request authorization of a course of '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'modality')))
    yield ' for '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'age_article')))
    yield ' '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'age')))
    yield '-year-old patient with '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'condition')))
    yield ': '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'sessions')))
    yield ' directed at the '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'target')))
    yield ', '
    yield str(environment.finalize((undefined(name='per_day') if l_0_per_day is missing else l_0_per_day)))
    yield ' a day on '
    yield str(environment.finalize((undefined(name='days') if l_0_days is missing else l_0_days)))
    yield ' ('
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'coded')))
    yield '). The target is found by '
    yield str(environment.finalize((undefined(name='guidance') if l_0_guidance is missing else l_0_guidance)))
    yield '. '
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'claim'), (undefined(name='draft') if l_0_draft is missing else l_0_draft), _block_vars=_block_vars)))
    yield '\n'

def block_treatment(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_request = resolve('request')
    l_0_guidance = resolve('guidance')
    l_0_per_day = resolve('per_day')
    l_0_days = resolve('days')
    l_0_supervisor = resolve('supervisor')
    l_0_supervision = resolve('supervision')
    l_0_part = resolve('part')
    l_0_paragraphs = resolve('paragraphs')
    try:
        t_1 = environment.filters['listed']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'listed' found.")
    pass
    yield '## Proposed treatment and ordering clinician\n\nProtocol: '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'protocol')))
    yield '. It is given with the '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'device')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'coil_beside_device'):
        pass
        yield ' ('
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'coil_beside_device')))
        yield ')'
    yield ', directed at the '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'target')))
    yield ' by '
    yield str(environment.finalize((undefined(name='guidance') if l_0_guidance is missing else l_0_guidance)))
    yield '. Course: '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'acute')))
    yield ', '
    yield str(environment.finalize((undefined(name='per_day') if l_0_per_day is missing else l_0_per_day)))
    yield ' a day on '
    yield str(environment.finalize((undefined(name='days') if l_0_days is missing else l_0_days)))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'start'):
        pass
        yield ', from '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'start')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'end'):
        pass
        yield ' to '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'end')))
    yield '.'
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'scale_every'):
        pass
        yield ' Measurement: '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'scale_every')))
        yield '.'
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'consent_date'):
        pass
        yield ' Informed consent was recorded on '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'consent_date')))
        yield '.'
    if (undefined(name='supervisor') if l_0_supervisor is missing else l_0_supervisor):
        pass
        yield ' Supervision: '
        yield str(environment.finalize(environment.getattr((undefined(name='supervisor') if l_0_supervisor is missing else l_0_supervisor), 'name')))
        if environment.getattr((undefined(name='supervisor') if l_0_supervisor is missing else l_0_supervisor), 'apart'):
            pass
            yield ', '
            yield str(environment.finalize(t_1(environment.getattr((undefined(name='supervisor') if l_0_supervisor is missing else l_0_supervisor), 'apart'))))
        if (undefined(name='supervision') if l_0_supervision is missing else l_0_supervision):
            pass
            yield '; '
            yield str(environment.finalize(t_1((undefined(name='supervision') if l_0_supervision is missing else l_0_supervision))))
        yield '.'
    yield '\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'own_words'), environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'rationale'), (undefined(name='paragraphs') if l_0_paragraphs is missing else l_0_paragraphs), _block_vars=_block_vars)))
    yield '\n'

blocks = {'heading': block_heading, 'opening': block_opening, 'treatment': block_treatment}
debug_info = '6=14&8=19&10=29&11=45&14=70&17=93&20=144'
origin = ('eaadd8ed088107cb19616dc36e317da5fe2ad3eb152ae0eb01bab0c381da853e', '3.1.6')
