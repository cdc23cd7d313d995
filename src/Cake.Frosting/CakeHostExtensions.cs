using Cake.Core.Composition;
using Cake.Core.IO;
using Cake.Core.Packaging;

namespace Cake.Frosting;

/// <summary>Puts a host together, one call after the other.</summary>
public static class CakeHostExtensions
{
    /// <summary>Registers the context that every task is given. The last registration wins.</summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseContext<TContext>(this CakeHost host)
        where TContext : class, IFrostingContext
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseContext<TContext>());
    }

    /// <summary>Registers what happens before the first and after the last task. The last registration wins.</summary>
    /// <typeparam name="TLifetime">The lifetime.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingLifetime
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseLifetime<TLifetime>());
    }

    /// <summary>Registers what happens before the first task. The last registration wins.</summary>
    /// <typeparam name="TSetup">The setup.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseSetup<TSetup>(this CakeHost host)
        where TSetup : class, IFrostingSetup
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseSetup<TSetup>());
    }

    /// <summary>Registers what happens after the last task. The last registration wins.</summary>
    /// <typeparam name="TTeardown">The teardown.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTeardown<TTeardown>(this CakeHost host)
        where TTeardown : class, IFrostingTeardown
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseTeardown<TTeardown>());
    }

    /// <summary>Registers what happens before and after each task. The last registration wins.</summary>
    /// <typeparam name="TLifetime">The lifetime.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTaskLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingTaskLifetime
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseTaskLifetime<TLifetime>());
    }

    /// <summary>Registers what happens before each task. The last registration wins.</summary>
    /// <typeparam name="TSetup">The setup.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTaskSetup<TSetup>(this CakeHost host)
        where TSetup : class, IFrostingTaskSetup
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseTaskSetup<TSetup>());
    }

    /// <summary>Registers what happens after each task. The last registration wins.</summary>
    /// <typeparam name="TTeardown">The teardown.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTaskTeardown<TTeardown>(this CakeHost host)
        where TTeardown : class, IFrostingTaskTeardown
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseTaskTeardown<TTeardown>());
    }

    /// <summary>Registers what a Cake module registers.</summary>
    /// <typeparam name="TModule">The module.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseModule<TModule>(this CakeHost host)
        where TModule : ICakeModule, new()
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => ServiceCollectionExtensions.UseModule<TModule>(services));
    }

    /// <summary>Registers an installer for tools of another kind than NuGet packages and .NET tools.</summary>
    /// <typeparam name="TPackageInstaller">The installer.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UsePackageInstaller<TPackageInstaller>(this CakeHost host)
        where TPackageInstaller : class, IPackageInstaller
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UsePackageInstaller<TPackageInstaller>());
    }

    /// <summary>Registers the services of a startup class.</summary>
    /// <typeparam name="TStartup">The startup class.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseStartup<TStartup>(this CakeHost host)
        where TStartup : IFrostingStartup, new()
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => new TStartup().Configure(services));
    }

    /// <summary>Sets the working directory, relative to the current one. The argument <c>--working</c> wins over it.</summary>
    /// <param name="host">The host.</param>
    /// <param name="path">The directory.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseWorkingDirectory(this CakeHost host, DirectoryPath path)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(path);

        return host.ConfigureServices(services => services.UseWorkingDirectory(path));
    }

    /// <summary>Registers a tool, which is installed before the first task runs.</summary>
    /// <param name="host">The host.</param>
    /// <param name="uri">The tool, such as <c>nuget:?package=NUnit.ConsoleRunner&amp;version=3.18.3</c>.</param>
    /// <returns>The same host.</returns>
    public static CakeHost InstallTool(this CakeHost host, Uri uri)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(uri);

        return host.ConfigureServices(services => services.UseTool(uri));
    }

    /// <summary>Sets the directory that tools are installed to, instead of <c>tools</c> in the working directory.</summary>
    /// <param name="host">The host.</param>
    /// <param name="path">The directory.</param>
    /// <returns>The same host.</returns>
    public static CakeHost SetToolPath(this CakeHost host, DirectoryPath path)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(path);

        return host.ConfigureServices(services => services.UseToolPath(path));
    }

    /// <summary>Sets a value of Cake's configuration. Environment, <c>cake.config</c> and arguments win over it.</summary>
    /// <param name="host">The host.</param>
    /// <param name="key">The name, such as <c>NuGet_Source</c>.</param>
    /// <param name="value">The value.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseCakeSetting(this CakeHost host, string key, string value)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);

        return host.ConfigureServices(services => services.UseCakeSetting(key, value));
    }
}
