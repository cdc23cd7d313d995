namespace GoDockerTasks.Checks;

/// <summary>One hop of the way from settings to an image, checked on its own.</summary>
public interface ICheck
{
    /// <summary>Gets its name, such as <c>docker daemon</c>.</summary>
    string Name { get; }

    /// <summary>Gets how long it may take; a check that takes longer is broken.</summary>
    TimeSpan Deadline { get; }

    /// <summary>Looks. Nothing of the machine is changed.</summary>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>What was found: one or more.</returns>
    /// <exception cref="Errors.GoDockerException">It does not work; its cause and fix become the finding.</exception>
    Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken);
}
