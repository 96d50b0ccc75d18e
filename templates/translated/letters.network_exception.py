from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/network_exception.md.j2'

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
    parent_template = environment.get_template('partials/request.md.j2', 'letters/network_exception.md.j2')
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
    yield 'Request for a network exception'

def block_block_of_reference(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_exception = resolve('exception')
    l_0_request = resolve('request')
    l_0_patient = resolve('patient')
    l_0_coverage = resolve('coverage')
    l_0_part = resolve('part')
    l_0_diagnoses = resolve('diagnoses')
    l_0_orderer = resolve('orderer')
    l_0_practice = resolve('practice')
    try:
        t_1 = environment.filters['capitalize']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'capitalize' found.")
    pass
    yield '::: keys\nRequest: | '
    yield str(environment.finalize(t_1(environment.getattr((undefined(name='exception') if l_0_exception is missing else l_0_exception), 'asks_short'))))
    yield ', out of network; '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'phase')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'sessions')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'start'):
        pass
        yield ', from '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'start')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'end'):
        pass
        yield ' to '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'end')))
    yield '\nPatient: | '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', date of birth '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'birth_date')))
    yield '\nMember: | ID '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
    if environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'group'):
        pass
        yield ', group '
        yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'group')))
    if environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'plan'):
        pass
        yield ', '
        yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'plan')))
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'diagnosis_line'), (undefined(name='diagnoses') if l_0_diagnoses is missing else l_0_diagnoses), _block_vars=_block_vars)))
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'code_lines'), environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'codes'), _block_vars=_block_vars)))
    yield '\nDevice: | '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'device')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'coil_beside_device'):
        pass
        yield ', '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'coil_beside_device')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'clearance'):
        pass
        yield '; '
        yield str(environment.finalize(environment.getattr(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'clearance'), 'said')))
    yield '\n'
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'place'):
        pass
        yield 'Place of service: | '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'place')))
        yield '\n'
    yield 'Provider: | '
    yield str(environment.finalize(environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'name')))
    yield ', NPI '
    yield str(environment.finalize(environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'npi')))
    if environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'npi'):
        pass
        yield '; billing NPI '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'npi')))
    if environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'tin'):
        pass
        yield ', TIN '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'tin')))
    yield '; out of network\n\n'
    if environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'contact'):
        pass
        yield 'Contracting: | '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'contact')))
        yield ', telephone '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone')))
        yield '\n'
    yield ':::\n'

def block_opening(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_exception = resolve('exception')
    l_0_request = resolve('request')
    l_0_patient = resolve('patient')
    l_0_practice = resolve('practice')
    try:
        t_2 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    pass
    yield 'I request '
    yield str(environment.finalize(environment.getattr((undefined(name='exception') if l_0_exception is missing else l_0_exception), 'asks')))
    yield ': '
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
    yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'name')))
    yield " is out of the plan's network. "
    for l_1_one in t_2(environment.getattr((undefined(name='exception') if l_0_exception is missing else l_0_exception), 'argument')):
        _loop_vars = {}
        pass
        yield str(environment.finalize(l_1_one))
        yield ' '
    l_1_one = missing
    yield 'The clinical request goes with this letter; the case is summarized below.\n'

def block_why(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_part = resolve('part')
    l_0_exception = resolve('exception')
    l_0_story = resolve('story')
    pass
    yield '## Why outside the network\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'network'), (undefined(name='exception') if l_0_exception is missing else l_0_exception), _block_vars=_block_vars)))
    yield '\n\n## The case in short\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'why'), (undefined(name='story') if l_0_story is missing else l_0_story), _block_vars=_block_vars)))
    yield '\n'

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
    pass
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'present_only'), (undefined(name='safety') if l_0_safety is missing else l_0_safety), _block_vars=_block_vars)))
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'all_diagnoses'), (undefined(name='diagnoses') if l_0_diagnoses is missing else l_0_diagnoses), _block_vars=_block_vars)))
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
    l_0_orderer = resolve('orderer')
    l_0_practice = resolve('practice')
    pass
    yield 'If this request cannot be granted as it stands, please name an available provider in the network who offers this treatment, and telephone me before a decision ('
    yield str(environment.finalize((environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'phone') or environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone'))))
    yield ').'
    if environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'contact'):
        pass
        yield ' For the terms of an agreement, please contact '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'contact')))
        yield ' (telephone '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone')))
        yield ').'
    yield '\n'

blocks = {'heading': block_heading, 'block_of_reference': block_block_of_reference, 'opening': block_opening, 'why': block_why, 'clinical': block_clinical, 'criteria': block_criteria, 'evidence': block_evidence, 'closing': block_closing}
debug_info = '6=14&8=19&10=29&12=52&14=66&15=70&17=80&18=82&19=84&21=94&22=97&24=100&26=112&27=115&32=121&33=140&36=168&39=180&43=182&46=185&47=196&48=198&51=201&53=210&55=219&56=230'
origin = ('48e4b62563c02b11852e2e27197040c797fb70a8ad3b31f2a78016af5ac8c2d5', '3.1.6')
