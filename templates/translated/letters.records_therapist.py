from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/records_therapist.md.j2'

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
    l_0_when = resolve('when')
    l_0_questions = resolve('questions')
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
    pass
    yield '\n\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/letter.md.j2', 'letters/records_therapist.md.j2').make_module(context.get_all(), True, {'part': l_0_part, 'release': l_0_release})
    context.exported_vars.discard('part')
    l_0_release = context.vars['release'] = environment.get_template('partials/release.md.j2', 'letters/records_therapist.md.j2').make_module(context.get_all(), True, {'part': l_0_part, 'release': l_0_release})
    context.exported_vars.discard('release')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'letterhead'), (undefined(name='practice') if l_0_practice is missing else l_0_practice))))
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='release') if l_0_release is missing else l_0_release), 'opening'), (undefined(name='practice') if l_0_practice is missing else l_0_practice), (undefined(name='letter_date') if l_0_letter_date is missing else l_0_letter_date), (undefined(name='recipient') if l_0_recipient is missing else l_0_recipient), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='invented') if l_0_invented is missing else l_0_invented))))
    yield '\n\nDear colleague,\n\n'
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ' is in treatment with us and was earlier in psychotherapy with you'
    if (undefined(name='when') if l_0_when is missing else l_0_when):
        pass
        yield ' (as far as we know, '
        yield str(environment.finalize((undefined(name='when') if l_0_when is missing else l_0_when)))
        yield ')'
    yield '. Please tell us from your chart:\n\n'
    for l_1_one in t_1((undefined(name='questions') if l_0_questions is missing else l_0_questions)):
        _loop_vars = {}
        pass
        yield '- '
        yield str(environment.finalize(l_1_one))
        yield '\n'
    l_1_one = missing
    yield '\nA discharge summary or a letter of a few lines is enough. We do not ask for psychotherapy notes.\n\n'
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
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='release') if l_0_release is missing else l_0_release), 'form'), (undefined(name='practice') if l_0_practice is missing else l_0_practice), (undefined(name='recipient') if l_0_recipient is missing else l_0_recipient), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='signer') if l_0_signer is missing else l_0_signer), (undefined(name='signer_relation') if l_0_signer_relation is missing else l_0_signer_relation), 'type of therapy, first and last session, number and frequency of sessions, rating scales, outcome; no psychotherapy notes')))
    yield '\n'

blocks = {}
debug_info = '6=29&7=31&8=33&9=35&13=37&15=45&16=49&21=53&26=55&27=57&29=61&32=64'
origin = ('17293d75097b3dedf059be0e70fc711c55e60becbac63351ec0dafca8c5f6f1d', '3.1.6')
