namespace Cake.Frosting.GoDocker;

/// <summary>The names of the ready-made tasks.</summary>
public static class TaskNames
{
    /// <summary>Finds the way through the network.</summary>
    public const string ResolveProxy = nameof(ResolveProxy);

    /// <summary>Fetches the modules.</summary>
    public const string PrefetchModules = nameof(PrefetchModules);

    /// <summary>Builds the image: the first attempt.</summary>
    public const string BuildImage = nameof(BuildImage);

    /// <summary>Tries again what may succeed.</summary>
    public const string RetryOnTimeout = nameof(RetryOnTimeout);

    /// <summary>Pushes the image.</summary>
    public const string Publish = nameof(Publish);

    /// <summary>Everything up to the image; the default target.</summary>
    public const string Image = nameof(Image);

    /// <summary>Shows what becomes of the Dockerfile.</summary>
    public const string Rewrite = nameof(Rewrite);

    /// <summary>Leaves the files with which docker builds the same.</summary>
    public const string Prepare = nameof(Prepare);

    /// <summary>Writes the modules into a bundle.</summary>
    public const string ExportModules = nameof(ExportModules);

    /// <summary>Takes the modules of a bundle into the cache.</summary>
    public const string ImportModules = nameof(ImportModules);

    /// <summary>Checks the module cache.</summary>
    public const string VerifyModules = nameof(VerifyModules);

    /// <summary>Makes the module cache smaller.</summary>
    public const string PruneModules = nameof(PruneModules);

    /// <summary>Says why a build failed, from its log.</summary>
    public const string Diagnose = nameof(Diagnose);

    /// <summary>Finds what is wrong with Dockerfiles.</summary>
    public const string Lint = nameof(Lint);

    /// <summary>Checks the whole way to an image.</summary>
    public const string Doctor = nameof(Doctor);
}
