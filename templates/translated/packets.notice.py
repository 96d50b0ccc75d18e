from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'packets/notice.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_exhibit = resolve('exhibit')
    l_0_part2_notice = resolve('part2_notice')
    pass
    yield '\n\n\n\n\n# '
    yield str(environment.finalize(environment.getattr((undefined(name='exhibit') if l_0_exhibit is missing else l_0_exhibit), 'name')))
    yield ": notice to the recipient\n\nThe pages that follow are substance use disorder records. They are disclosed with the patient's written consent"
    if environment.getattr((undefined(name='exhibit') if l_0_exhibit is missing else l_0_exhibit), 'consent_date'):
        pass
        yield ', dated '
        yield str(environment.finalize(environment.getattr((undefined(name='exhibit') if l_0_exhibit is missing else l_0_exhibit), 'consent_date')))
    yield '.\n\n**'
    yield str(environment.finalize((undefined(name='part2_notice') if l_0_part2_notice is missing else l_0_part2_notice)))
    yield '**\n'

blocks = {}
debug_info = '6=14&8=16&10=21'
origin = ('98da590f37198f52c2b2189a6928600f521683f3bea6b6ec06553a8b55621f1f', '3.1.6')
