using System.Collections.Concurrent;
using GoDockerTasks.Errors;

namespace GoDockerTasks.Modules;

/// <summary>Which module versions could not be fetched, and what that means for the run.</summary>
/// <param name="demand">What the service asks for.</param>
/// <param name="goMayTry">Whether Go itself may find a module version that no proxy has.</param>
internal sealed class FetchOutcome(ModuleDemand demand, Func<ModuleVersion, bool> goMayTry)
{
    private const int MostTold = 20;

    private readonly ConcurrentQueue<(ModuleNeed Need, GoDockerException Error)> _missing = new();

    /// <summary>Gets the module versions that are left to Go.</summary>
    public IEnumerable<ModuleVersion> Missing => _missing.Select(missing => missing.Need.Module);

    /// <summary>Notes a failure; throws it at once when waiting for the others' would tell nothing more.</summary>
    public void Add(ModuleNeed need, GoDockerException error)
    {
        var concernsOneModule = error.Kind == ErrorKinds.ModuleNotFound || error.Kind == ErrorKinds.ModuleRefused;
        if (error.Kind == ErrorKinds.ModuleMismatch || (!concernsOneModule && demand.IsRequired(need.Module)))
        {
            throw error;
        }

        _missing.Enqueue((need, error));
    }

    /// <summary>Throws when a build cannot succeed without what is missing.</summary>
    /// <exception cref="GoDockerException">All such modules, under the first one's code.</exception>
    public void EnsureBuildable()
    {
        var fatal = _missing
            .Where(missing => demand.IsRequired(missing.Need.Module)
                && !(goMayTry(missing.Need.Module) && missing.Error.Kind == ErrorKinds.ModuleNotFound))
            .OrderBy(missing => missing.Need.Where, StringComparer.Ordinal)
            .ToList();
        if (fatal.Count > 0)
        {
            throw new GoDockerException(
                fatal[0].Error.Kind, Told([.. fatal.Select(missing => missing.Error.Detail)]), fatal[0].Error);
        }
    }

    /// <summary>Tells what is left to Go; null when nothing is.</summary>
    public string? Summary() => _missing.IsEmpty ? null
        : $"{_missing.Count} modules are left to Go:\n  - " + Told([.. _missing.Select(missing => missing.Error.Detail)]);

    private static string Told(IReadOnlyList<string> lines) => string.Join(
        "\n  - ",
        lines.Order(StringComparer.Ordinal).Take(MostTold)
            .Concat(lines.Count > MostTold ? [$"… and {lines.Count - MostTold} more."] : []));
}
