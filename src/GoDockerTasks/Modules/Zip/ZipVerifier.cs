using GoDockerTasks.Errors;

namespace GoDockerTasks.Modules.Zip;

/// <summary>Decides whether a file that a proxy gave is the module that go.sum names.</summary>
internal static class ZipVerifier
{
    /// <summary>Verifies a file.</summary>
    /// <exception cref="ProxyFailureException">It is no module: another proxy may have it.</exception>
    /// <exception cref="GoDockerException">It is a module, but not the one (<c>GDT1102</c>).</exception>
    public static void Verify(
        ModuleNeed need, ModuleHash expected, string path, string proxy, CancellationToken cancellationToken)
    {
        try
        {
            using var zip = ModuleZip.Open(path);
            if (ZipRules.Problem(zip, need.Module) is { } problem)
            {
                throw new InvalidDataException(problem);
            }

            var actual = ModuleHash.OfZip(zip, cancellationToken);
            if (actual != expected)
            {
                throw new GoDockerException(
                    ErrorKinds.ModuleMismatch, $"{need.Module}: {need.Where} says {expected}, {proxy} gave {actual}.");
            }
        }
        catch (InvalidDataException e)
        {
            var guess = ContentGuess.OfFile(path);
            throw new ProxyFailureException(
                ProxyFailureKind.NoModule,
                guess == ContentGuess.Unknown
                    ? $"{proxy} gave an invalid module zip: {e.Message}"
                    : $"{proxy} gave {guess} instead of a module zip",
                e);
        }
    }
}
