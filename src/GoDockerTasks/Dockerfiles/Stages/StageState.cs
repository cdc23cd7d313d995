using System.Collections.Immutable;

namespace GoDockerTasks.Dockerfiles.Stages;

/// <summary>What an instruction finds: the variables, folder, user and shell in effect where it stands.</summary>
public sealed record StageState
{
    /// <summary>Gets the environment variables, those of the base image included where they are known.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } =
        ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the ARGs in scope that no later ENV has set; null as value where one has none.</summary>
    /// <remarks>A stage inherits those of the stage it is built on, except where that has an ENV of the same name.</remarks>
    public ImmutableDictionary<string, string?> Arguments { get; init; } =
        ImmutableDictionary.Create<string, string?>(StringComparer.Ordinal);

    /// <summary>Gets the working folder.</summary>
    public string WorkingDirectory { get; init; } = "/";

    /// <summary>Gets the user; empty for root.</summary>
    public string User { get; init; } = "";

    /// <summary>Gets the shell of RUNs in shell form; empty for the default one.</summary>
    public IReadOnlyList<string> Shell { get; init; } = [];

    /// <summary>Gets a value indicating whether the base image's own environment is known.</summary>
    public bool BaseIsKnown { get; init; }

    /// <summary>Gets a value indicating whether RUNs are root's.</summary>
    public bool IsRoot => User.Split(':')[0] is "" or "0" or "root";

    /// <summary>Gives the value that a variable has in a RUN: that of the last ENV or ARG that gives it one.</summary>
    /// <param name="name">The variable.</param>
    /// <returns>The value; null when it is not set, as far as known.</returns>
    public string? Value(string name) => Arguments.GetValueOrDefault(name) ?? Environment.GetValueOrDefault(name);
}
