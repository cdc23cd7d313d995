using System.Collections.Concurrent;
using GoDockerTasks.Errors;

namespace GoDockerTasks.Modules;

/// <summary>Which module versions could not be fetched, and what that means for the run.</summary>
/// <param name="demand">What the service asks for.</param>
/// <param name="goMayTry">Whether Go itself may find a module version where its list of proxies leads on to version control.</param>
internal sealed class FetchOutcome(ModuleDemand demand, Func<ModuleVersion, bool> goMayTry)
{
    private const int MostTold = 20;

    private readonly ConcurrentQueue<(ModuleNeed Need, GoDockerException Error, bool GoMayTry)> _missing = new();

    /// <summary>Gets the module versions that are left to Go.</summary>
    public IEnumerable<ModuleVersion> Missing => _missing.Select(missing => missing.Need.Module);

    /// <summary>Notes a failure; throws it at once when waiting for the others' would tell nothing more.</summary>
    public void Add(ModuleNeed need, GoDockerException error)
    {
        var concernsOneModule = error.Kind == ErrorKinds.ModuleNotFound || error.Kind == ErrorKinds.ModuleRefused;
        var mayTry = error.InnerException is ProxyFailureException { GoMovesOn: true } && goMayTry(need.Module);
        if (error.Kind == ErrorKinds.ModuleMismatch || (!concernsOneModule && !mayTry && demand.IsRequired(need.Module)))
        {
            throw error;
        }

        _missing.Enqueue((need, error, mayTry));
    }

    /// <summary>Notes that version control does not give a private module; throws at once what go.sum forbids.</summary>
    /// <param name="need">What is needed.</param>
    /// <param name="error">Why it is not there.</param>
    /// <param name="mayTry">Whether Go, in the build, may have better luck.</param>
    public void Add(ModuleNeed need, GoDockerException error, bool mayTry)
    {
        if (error.Kind == ErrorKinds.ModuleMismatch)
        {
            throw error;
        }

        _missing.Enqueue((need, error, mayTry));
    }

    /// <summary>Throws when a build cannot succeed without what is missing.</summary>
    /// <exception cref="GoDockerException">All such modules, under the first one's code.</exception>
    public void EnsureBuildable()
    {
        var fatal = _missing
            .Where(missing => demand.IsRequired(missing.Need.Module) && !missing.GoMayTry)
            .OrderBy(missing => missing.Need.Where, StringComparer.Ordinal)
            .ToList();
        if (fatal.Count > 0)
        {
            var (_, first, _) = fatal[0];
            throw new GoDockerException(first.Kind, Told([.. fatal.Select(missing => missing.Error.Detail).Distinct()]), first)
            {
                Cause = first.Cause,
                Fix = first.Fix,
            };
        }
    }

    /// <summary>Tells what is left to Go; null when nothing is.</summary>
    public string? Summary() => _missing.IsEmpty ? null
        : $"{_missing.Count} modules are left to Go:\n  - "
            + Told([.. _missing.Select(missing => $"{missing.Error.Detail}{Advice(missing.Error)}").Distinct()]);

    // A proxy that does not have it leaves nothing to do; the other reasons have a remedy.
    private static string Advice(GoDockerException error) =>
        error.Kind == ErrorKinds.ModuleNotFound ? "" : $"\n    {error.Kind.Code}: {error.Kind.Title}. {error.Fix}";

    private static string Told(IReadOnlyList<string> lines) => string.Join(
        "\n  - ",
        lines.Order(StringComparer.Ordinal).Take(MostTold)
            .Concat(lines.Count > MostTold ? [$"… and {lines.Count - MostTold} more."] : []));
}
