from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/records_pharmacy.md.j2'

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
    l_0_since = resolve('since')
    l_0_orderer = resolve('orderer')
    l_0_signer = resolve('signer')
    l_0_signer_relation = resolve('signer_relation')
    l_0_part = l_0_release = missing
    pass
    yield '\n\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/letter.md.j2', 'letters/records_pharmacy.md.j2').make_module(context.get_all(), True, {'part': l_0_part, 'release': l_0_release})
    context.exported_vars.discard('part')
    l_0_release = context.vars['release'] = environment.get_template('partials/release.md.j2', 'letters/records_pharmacy.md.j2').make_module(context.get_all(), True, {'part': l_0_part, 'release': l_0_release})
    context.exported_vars.discard('release')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'letterhead'), (undefined(name='practice') if l_0_practice is missing else l_0_practice))))
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='release') if l_0_release is missing else l_0_release), 'opening'), (undefined(name='practice') if l_0_practice is missing else l_0_practice), (undefined(name='letter_date') if l_0_letter_date is missing else l_0_letter_date), (undefined(name='recipient') if l_0_recipient is missing else l_0_recipient), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='invented') if l_0_invented is missing else l_0_invented))))
    yield '\n\nTo the pharmacist:\n\nPlease send the fill history of '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    if (undefined(name='since') if l_0_since is missing else l_0_since):
        pass
        yield ' from '
        yield str(environment.finalize((undefined(name='since') if l_0_since is missing else l_0_since)))
    else:
        pass
        yield ' for the whole time that you hold'
    yield " to today, for every medicine: name and strength, quantity and days' supply, date of each fill, directions, prescriber.\n\n"
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='release') if l_0_release is missing else l_0_release), 'closing'), (undefined(name='practice') if l_0_practice is missing else l_0_practice), chart=False)))
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
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='release') if l_0_release is missing else l_0_release), 'form'), (undefined(name='practice') if l_0_practice is missing else l_0_practice), (undefined(name='recipient') if l_0_recipient is missing else l_0_recipient), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='signer') if l_0_signer is missing else l_0_signer), (undefined(name='signer_relation') if l_0_signer_relation is missing else l_0_signer_relation), "the complete fill history: medicine, strength, quantity, days' supply, fill dates, directions, prescriber")))
    yield '\n'

blocks = {}
debug_info = '6=22&7=24&8=26&9=28&13=30&15=39&20=41&21=43&23=47&26=50'
origin = ('33c1565c719b900aae07cfb9876859d1173ca9450bbeedeefc8944ecc6b637ca', '3.1.6')
