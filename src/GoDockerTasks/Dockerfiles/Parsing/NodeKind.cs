namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>What a piece of a Dockerfile is.</summary>
public enum NodeKind
{
    /// <summary>An empty line.</summary>
    Blank,

    /// <summary>A line that starts with <c>#</c> and is no parser directive.</summary>
    Comment,

    /// <summary>A parser directive, such as <c># syntax=docker/dockerfile:1</c>.</summary>
    Directive,

    /// <summary>An instruction with its continuation lines and heredocs.</summary>
    Instruction,
}
