using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>Replaces a part of an instruction in the Dockerfile's text.</summary>
internal static class FlagEdit
{
    public static LintEdit Replace(Instruction instruction, InstructionFlag flag, string text) => Replace(instruction, flag.Span, text);

    public static LintEdit Replace(Instruction instruction, TextSpan span, string text)
    {
        var start = instruction.Logical.ToSource(span.Start);
        return new(start, instruction.Logical.ToSourceEnd(span.End) - start, text);
    }
}
