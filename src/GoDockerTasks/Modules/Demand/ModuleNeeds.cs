using System.Security.Cryptography;
using System.Text;
using GoDockerTasks.Errors;

namespace GoDockerTasks.Modules;

/// <summary>Everything that some go.sum files name, each module version once.</summary>
/// <param name="Items">The module versions, in the order of path and version.</param>
public sealed record ModuleNeeds(IReadOnlyList<ModuleNeed> Items)
{
    /// <summary>Gets the name of the snapshot that holds exactly this: a hash in hex.</summary>
    /// <remarks>It is made of what Go itself would verify, so equal go.sum files give equal names on every machine.</remarks>
    public string Id
    {
        get
        {
            var text = new StringBuilder("godocker snapshot 1\n");
            foreach (var need in Items)
            {
                text.Append(need.Module).Append(' ').Append(need.ZipHash).Append(' ').Append(need.GoModHash).Append('\n');
            }

            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
    }

    /// <summary>Joins go.sum files.</summary>
    /// <param name="sums">The files.</param>
    /// <returns>What they name together.</returns>
    /// <exception cref="GoDockerException">Two files disagree about a hash (<c>GDT1101</c>).</exception>
    public static ModuleNeeds Of(IEnumerable<GoSum> sums)
    {
        Dictionary<ModuleVersion, ModuleNeed> needs = [];
        foreach (var sum in sums)
        {
            foreach (var line in sum.Lines)
            {
                var where = $"{sum.File}:{line.Line}";
                var need = needs.GetValueOrDefault(line.Module) ?? new(line.Module, null, null, where);
                var known = line.IsGoMod ? need.GoModHash : need.ZipHash;
                if (known is not null && known != line.Hash)
                {
                    throw new GoDockerException(
                        ErrorKinds.MalformedGoSum,
                        $"{where}: {line.Module} is {line.Hash} here and {known} in {need.Where}; one of them is wrong.");
                }

                needs[line.Module] = line.IsGoMod ? need with { GoModHash = line.Hash } : need with { ZipHash = line.Hash };
            }
        }

        return new([.. needs.Values
            .OrderBy(need => need.Module.Path, StringComparer.Ordinal)
            .ThenBy(need => need.Module.Version, StringComparer.Ordinal)]);
    }
}
