using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>A RUN that runs Go, or may, and what is to become of it.</summary>
internal sealed class GoRunPlan(Stage stage, StageStep step, GoUsage usage)
{
    public Stage Stage { get; } = stage;

    public StageStep Step { get; } = step;

    public RunInstruction Run { get; } = (RunInstruction)step.Instruction;

    public GoUsage Usage { get; } = usage;

    /// <summary>Whether go.mod or source has come into the stage before it.</summary>
    public bool HasSource { get; init; }

    /// <summary>Where its Go takes the settings from; null when it is left alone.</summary>
    public GoSettingsFile? Settings { get; set; }

    /// <summary>What beats our proxy list in it, so that the snapshot is of no use; null when nothing does.</summary>
    public string? Beaten { get; set; }

    /// <summary>What sends its private modules past the snapshot; null when nothing does.</summary>
    public string? BeatenForPrivate { get; set; }

    /// <summary>Why it is left alone; null when it is not.</summary>
    public string? LeftAlone { get; set; }

    public string Script => Run.Script;
}
