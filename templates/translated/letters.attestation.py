from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/attestation.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_practice = resolve('practice')
    l_0_patient = resolve('patient')
    l_0_letter_date = resolve('letter_date')
    l_0_invented = resolve('invented')
    l_0_coverage = resolve('coverage')
    l_0_request = resolve('request')
    l_0_attestor = resolve('attestor')
    l_0_of_request = resolve('of_request')
    l_0_acts = resolve('acts')
    l_0_part = missing
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    pass
    yield '\n\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/letter.md.j2', 'letters/attestation.md.j2').make_module(context.get_all(), True, {'part': l_0_part})
    context.exported_vars.discard('part')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'letterhead'), (undefined(name='practice') if l_0_practice is missing else l_0_practice))))
    yield '\n\n::: running\nRe: '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield '\n:::\n\n::: footer\nConfidential health information\n:::\n\n'
    yield str(environment.finalize((undefined(name='letter_date') if l_0_letter_date is missing else l_0_letter_date)))
    yield '\n\n# Attestation\n\n'
    if (undefined(name='invented') if l_0_invented is missing else l_0_invented):
        pass
        yield '*This is an example. The patient, the clinicians, and the practice are invented.*\n'
    yield '\n::: keys\nPatient: | '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', date of birth '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'birth_date')))
    yield '\n'
    if environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id'):
        pass
        yield 'Member: | '
        if environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'payer'):
            pass
            yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'payer')))
            yield ', '
        yield 'ID '
        yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
        yield '\n'
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'date'):
        pass
        yield 'Request: | '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'phase')))
        yield ' of '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'modality')))
        yield ', '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'date')))
        yield '\n'
    yield 'Clinician: | '
    yield str(environment.finalize(environment.getattr((undefined(name='attestor') if l_0_attestor is missing else l_0_attestor), 'name')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='attestor') if l_0_attestor is missing else l_0_attestor), 'role')))
    if environment.getattr((undefined(name='attestor') if l_0_attestor is missing else l_0_attestor), 'npi'):
        pass
        yield ', NPI '
        yield str(environment.finalize(environment.getattr((undefined(name='attestor') if l_0_attestor is missing else l_0_attestor), 'npi')))
    if environment.getattr((undefined(name='attestor') if l_0_attestor is missing else l_0_attestor), 'license'):
        pass
        yield ', license '
        yield str(environment.finalize(environment.getattr((undefined(name='attestor') if l_0_attestor is missing else l_0_attestor), 'license')))
    yield '\n:::\n\nI, '
    yield str(environment.finalize(environment.getattr((undefined(name='attestor') if l_0_attestor is missing else l_0_attestor), 'name')))
    yield ', attest'
    if (undefined(name='of_request') if l_0_of_request is missing else l_0_of_request):
        pass
        yield ', for the patient and request named above, that:'
    else:
        pass
        yield ', for the patient named above, that:'
    yield '\n\n'
    l_1_loop = missing
    for l_1_row, l_1_loop in LoopContext(t_1((undefined(name='acts') if l_0_acts is missing else l_0_acts)), undefined):
        _loop_vars = {}
        pass
        yield str(environment.finalize(environment.getattr(l_1_loop, 'index')))
        yield '. '
        yield str(environment.finalize(environment.getattr(l_1_row, 'text')))
        yield ' (stated '
        yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
        yield ').\n'
    l_1_loop = l_1_row = missing
    yield '\n::: signature\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'signed_by'), (undefined(name='attestor') if l_0_attestor is missing else l_0_attestor))))
    yield '\n:::\n'

blocks = {}
debug_info = '6=28&7=30&10=32&17=34&21=36&26=40&27=44&28=47&30=54&31=57&33=64&37=76&40=86&41=89&45=97'
origin = ('98925c0399a6114a8a2e7fef49360dd7b5a381ffad239e096a89deb042e754a5', '3.1.6')
