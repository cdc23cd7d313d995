using System.Reflection;

namespace GoDockerTasks.Errors;

/// <summary>Every kind of failure this product reports; one file for each room.</summary>
/// <remarks>
/// The first digit says whose matter it is: 1 the network and modules, 2 settings and Dockerfile, 3 Docker and processes,
/// 4 registry and publishing.
/// </remarks>
public static partial class ErrorKinds
{
    /// <summary>Gets every kind, ordered by code; the table in the README and the tests are made from it.</summary>
    public static IReadOnlyList<ErrorKind> All => _all.Value;

    // The kinds are initialised file by file, in an order that nobody promises, so this has to wait for all of them.
    private static readonly Lazy<IReadOnlyList<ErrorKind>> _all = new(() =>
    [
        .. typeof(ErrorKinds)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(ErrorKind))
            .Select(property => (ErrorKind)property.GetValue(null)!)
            .OrderBy(kind => kind.Code, StringComparer.Ordinal),
    ]);
}
