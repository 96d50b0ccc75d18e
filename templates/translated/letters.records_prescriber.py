from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/records_prescriber.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_practice = resolve('practice')
    l_0_letter_date = resolve('letter_date')
    l_0_recipient = resolve('recipient')
    l_0_patient = resolve('patient')
    l_0_invented = resolve('invented')
    l_0_items = resolve('items')
    l_0_orderer = resolve('orderer')
    l_0_signer = resolve('signer')
    l_0_signer_relation = resolve('signer_relation')
    l_0_part = l_0_release = missing
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
    pass
    yield '\n\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/letter.md.j2', 'letters/records_prescriber.md.j2').make_module(context.get_all(), True, {'part': l_0_part, 'release': l_0_release})
    context.exported_vars.discard('part')
    l_0_release = context.vars['release'] = environment.get_template('partials/release.md.j2', 'letters/records_prescriber.md.j2').make_module(context.get_all(), True, {'part': l_0_part, 'release': l_0_release})
    context.exported_vars.discard('release')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'letterhead'), (undefined(name='practice') if l_0_practice is missing else l_0_practice))))
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='release') if l_0_release is missing else l_0_release), 'opening'), (undefined(name='practice') if l_0_practice is missing else l_0_practice), (undefined(name='letter_date') if l_0_letter_date is missing else l_0_letter_date), (undefined(name='recipient') if l_0_recipient is missing else l_0_recipient), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='invented') if l_0_invented is missing else l_0_invented))))
    yield '\n\nDear colleague,\n\n'
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ' is in treatment with us and was earlier treated by you. Please send what your chart shows of the following:\n\n'
    l_1_loop = missing
    for l_1_row, l_1_loop in LoopContext(t_1((undefined(name='items') if l_0_items is missing else l_0_items)), undefined):
        _loop_vars = {}
        pass
        yield '- **'
        yield str(environment.finalize(t_2(environment.getattr(l_1_row, 'name'))))
        yield '**'
        if environment.getattr(l_1_row, 'when'):
            pass
            yield ' (as far as we know, '
            yield str(environment.finalize(environment.getattr(l_1_row, 'when')))
            yield ')'
        yield ': '
        l_2_loop = missing
        for l_2_one, l_2_loop in LoopContext(t_1(environment.getattr(l_1_row, 'questions')), undefined):
            _loop_vars = {}
            pass
            yield str(environment.finalize(l_2_one))
            if (not environment.getattr(l_2_loop, 'last')):
                pass
                yield '; '
        l_2_loop = l_2_one = missing
        yield '.\n\n'
    l_1_loop = l_1_row = missing
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='release') if l_0_release is missing else l_0_release), 'closing'), (undefined(name='practice') if l_0_practice is missing else l_0_practice))))
    yield '\n\nSincerely,\n\n::: signature\n'
    if (undefined(name='orderer') if l_0_orderer is missing else l_0_orderer):
        pass
        yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'signed_by'), (undefined(name='orderer') if l_0_orderer is missing else l_0_orderer))))
        yield '\n'
    else:
        pass
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'name')))
        yield '\n'
    yield ':::\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='release') if l_0_release is missing else l_0_release), 'form'), (undefined(name='practice') if l_0_practice is missing else l_0_practice), (undefined(name='recipient') if l_0_recipient is missing else l_0_recipient), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='signer') if l_0_signer is missing else l_0_signer), (undefined(name='signer_relation') if l_0_signer_relation is missing else l_0_signer_relation), 'medication records: prescriptions, doses and dates, response, side effects, rating scales, reasons for stopping')))
    yield '\n'

blocks = {}
debug_info = '6=34&7=36&8=38&9=40&13=42&15=45&16=49&20=69&25=71&26=73&28=77&31=80'
origin = ('cd1e2a74a9ac397790a9df5d21f4a3a42c2e5db86c5a952e524c1d2163c9a381', '3.1.6')
