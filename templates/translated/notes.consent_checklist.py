from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'notes/consent_checklist.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_practice = resolve('practice')
    l_0_patient = resolve('patient')
    l_0_day = resolve('day')
    l_0_case_id = resolve('case_id')
    l_0_record_code = resolve('record_code')
    l_0_created = resolve('created')
    l_0_signing = resolve('signing')
    l_0_invented = resolve('invented')
    l_0_request = resolve('request')
    l_0_clinician = resolve('clinician')
    l_0_guardian = resolve('guardian')
    l_0_topics = resolve('topics')
    l_0_capacity = resolve('capacity')
    l_0_given = resolve('given')
    l_0_note = resolve('note')
    l_0_part = missing
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    pass
    yield '\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/note.md.j2', 'notes/consent_checklist.md.j2').make_module(context.get_all(), True, {'part': l_0_part})
    context.exported_vars.discard('part')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'head'), (undefined(name='practice') if l_0_practice is missing else l_0_practice), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='day') if l_0_day is missing else l_0_day), (undefined(name='case_id') if l_0_case_id is missing else l_0_case_id), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), (undefined(name='created') if l_0_created is missing else l_0_created), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='invented') if l_0_invented is missing else l_0_invented), 'consent checklist')))
    yield '\n\n# TMS consent checklist\n\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'status'), (undefined(name='created') if l_0_created is missing else l_0_created), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='day') if l_0_day is missing else l_0_day), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), (undefined(name='invented') if l_0_invented is missing else l_0_invented))))
    yield '\n\n::: keys\nPatient: | '
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'patient_words'), (undefined(name='patient') if l_0_patient is missing else l_0_patient), (undefined(name='case_id') if l_0_case_id is missing else l_0_case_id))))
    yield '\nDate: | '
    yield str(environment.finalize((undefined(name='day') if l_0_day is missing else l_0_day)))
    yield '\nTreatment: | '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'modality')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'device'):
        pass
        yield ', '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'device')))
    yield '\nDiscussed by: | '
    yield str(environment.finalize((undefined(name='clinician') if l_0_clinician is missing else l_0_clinician)))
    yield '\n'
    if (undefined(name='guardian') if l_0_guardian is missing else l_0_guardian):
        pass
        yield 'Guardian: | '
        yield str(environment.finalize(environment.getattr((undefined(name='guardian') if l_0_guardian is missing else l_0_guardian), 'name')))
        yield ', '
        yield str(environment.finalize(environment.getattr((undefined(name='guardian') if l_0_guardian is missing else l_0_guardian), 'relation')))
        yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'created_line'), (undefined(name='created') if l_0_created is missing else l_0_created))))
    yield '\n:::\n\n::: table widths=9,3,6\n| Topic | Discussed | Note |\n|-------|-----------|------|\n'
    for l_1_row in t_1((undefined(name='topics') if l_0_topics is missing else l_0_topics)):
        _loop_vars = {}
        pass
        yield '| '
        yield str(environment.finalize(environment.getattr(l_1_row, 'topic')))
        yield ' | '
        yield str(environment.finalize(environment.getattr(l_1_row, 'answer')))
        yield ' | '
        if environment.getattr(l_1_row, 'note'):
            pass
            yield str(environment.finalize(environment.getattr(l_1_row, 'note')))
        yield ' |\n'
    l_1_row = missing
    yield ":::\n\nAble to decide in the clinician's judgment: "
    yield str(environment.finalize((undefined(name='capacity') if l_0_capacity is missing else l_0_capacity)))
    yield '. Consent given: '
    yield str(environment.finalize((undefined(name='given') if l_0_given is missing else l_0_given)))
    yield '.\n\n'
    if (undefined(name='note') if l_0_note is missing else l_0_note):
        pass
        yield str(environment.finalize((undefined(name='note') if l_0_note is missing else l_0_note)))
        yield '\n\n'
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'signature_section'), (undefined(name='signing') if l_0_signing is missing else l_0_signing), (undefined(name='record_code') if l_0_record_code is missing else l_0_record_code), 'consent checklist', (undefined(name='day') if l_0_day is missing else l_0_day))))
    yield '\n'

blocks = {}
debug_info = '5=34&6=36&10=38&13=40&14=42&15=44&17=50&18=52&19=55&21=59&27=61&28=65&32=75&34=79&35=81&39=84'
origin = ('fda60605f96ec52e72010a5553390e818498dcf246addb8801d881ffec8c3471', '3.1.6')
