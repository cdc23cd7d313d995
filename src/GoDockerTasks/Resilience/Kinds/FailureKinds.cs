using System.Collections.Frozen;
using System.Reflection;
using GoDockerTasks.Errors;

namespace GoDockerTasks.Resilience;

/// <summary>The catalogue of failure kinds; the other files of this class hold them, one family each.</summary>
public static partial class FailureKinds
{
    /// <summary>Gets the kind of a log that shows no failure.</summary>
    public static FailureKind None { get; } = new("none", false, FailureActions.Stop, ErrorKinds.BuildFailedUnknown)
    {
        What = "The log shows no failure.",
        Causes = ["Nothing went wrong, or the log was cut off before it did."],
        Fixes = ["Look at the end of the whole log."],
    };

    /// <summary>Gets the kind of a failure that fits no other.</summary>
    public static FailureKind Unknown { get; } = new("unknown", false, FailureActions.Stop, ErrorKinds.BuildFailedUnknown)
    {
        What = "The build failed for a reason that this tool does not know.",
        Causes = ["A program in a RUN step ended with an error of its own."],
        Fixes = ["Read the lines above, then the whole log.", "Repeat the step by hand: docker run -it --rm IMAGE sh."],
    };

    /// <summary>Gets every kind, ordered by id.</summary>
    public static IReadOnlyList<FailureKind> All => _all.Value;

    private static readonly Lazy<IReadOnlyList<FailureKind>> _all = new(() =>
    [
        .. typeof(FailureKinds)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(FailureKind))
            .Select(property => (FailureKind)property.GetValue(null)!)
            .OrderBy(kind => kind.Id, StringComparer.Ordinal),
    ]);

    private static readonly Lazy<FrozenDictionary<string, FailureKind>> _byId =
        new(() => All.ToFrozenDictionary(kind => kind.Id));

    /// <summary>Finds a kind by its id.</summary>
    /// <param name="id">The id, such as <c>dial-timeout</c>.</param>
    /// <returns>The kind; null when there is none of that id.</returns>
    public static FailureKind? Find(string id) => _byId.Value.GetValueOrDefault(id);
}
