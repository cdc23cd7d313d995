namespace GoDockerTasks.EndToEnd.Chaos;

/// <summary>One thing that goes wrong, and what has to come of it.</summary>
/// <param name="Name">What goes wrong, as the test's name.</param>
/// <param name="Arrange">Lets it go wrong.</param>
internal sealed record ChaosRow(string Name, Func<ChaosScene, Task> Arrange)
{
    public ChaosRow(string name, Action<ChaosScene> arrange)
        : this(name, scene =>
        {
            arrange(scene);
            return Task.CompletedTask;
        })
    {
    }

    /// <summary>Gets the failure kinds of the attempts that fail, in order; several that are as good are separated by a bar.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Gets what is done about each of them; null where the run ends.</summary>
    public IReadOnlyList<string?> Taken { get; init; } = [];

    /// <summary>Gets how the run ends.</summary>
    public int ExitCode { get; init; }

    /// <summary>Gets the arguments of the run besides those of the scene.</summary>
    public Func<ChaosScene, string[]> Arguments { get; init; } = _ => [];

    /// <summary>Gets a value indicating whether it is one of those that run with every test run.</summary>
    public bool Always { get; init; }

    /// <inheritdoc />
    public override string ToString() => Name;
}
