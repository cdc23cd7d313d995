using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Stages;

/// <summary>A stage of a Dockerfile: a FROM and the instructions up to the next one.</summary>
public sealed class Stage
{
    internal Stage(int index, FromInstruction from, string image, string? platform, Stage? parent)
    {
        Index = index;
        From = from;
        Image = image;
        Platform = platform;
        Parent = parent;
        Name = from.Alias?.ToLowerInvariant();
        Root = parent?.Root ?? image;
    }

    /// <summary>Gets its number, from 0.</summary>
    public int Index { get; }

    /// <summary>Gets its FROM.</summary>
    public FromInstruction From { get; }

    /// <summary>Gets what FROM names after ARGs have been filled in; empty when they leave nothing.</summary>
    public string Image { get; }

    /// <summary>Gets a value indicating whether FROM needs an ARG that has no value, so that its image is not known.</summary>
    public bool LacksValue { get; internal init; }

    /// <summary>Gets the platform after ARGs have been filled in; null when FROM has none.</summary>
    public string? Platform { get; }

    /// <summary>Gets the stage it is built on; null when that is an image.</summary>
    public Stage? Parent { get; }

    /// <summary>Gets its name in lower case; null when it has none.</summary>
    public string? Name { get; }

    /// <summary>Gets the instructions after FROM.</summary>
    public IReadOnlyList<StageStep> Steps { get; internal set; } = [];

    /// <summary>Gets what is in effect at its end.</summary>
    public StageState End { get; internal set; } = new();

    /// <summary>Gives what is in effect behind an instruction.</summary>
    /// <param name="step">The index of the instruction in <see cref="Steps"/>.</param>
    /// <returns>The state.</returns>
    public StageState StateAfter(int step) => step + 1 < Steps.Count ? Steps[step + 1].State : End;

    /// <summary>Gets the line that makes a variable longer than <see cref="VariableExpander.Longest"/>; null when none does.</summary>
    /// <value>From there on the variable's value is not known.</value>
    public int? OverlongVariable { get; internal set; }

    /// <summary>Gets it and the stages it is built on, the nearest first.</summary>
    public IEnumerable<Stage> Chain
    {
        get
        {
            for (var stage = this; stage is not null; stage = stage.Parent)
            {
                yield return stage;
            }
        }
    }

    /// <summary>Gets the image at the root of its chain.</summary>
    public string Root { get; }

    /// <summary>Gets a value indicating whether it is built on no image at all.</summary>
    public bool IsFromScratch => Root == "scratch";
}
