using Cake.Core.Composition;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Puts the services of a host together, one call after the other.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Registers the context that every task is given. The last registration wins.</summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="services">The services of the host.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseContext<TContext>(this IServiceCollection services)
        where TContext : class, IFrostingContext
    {
        ArgumentNullException.ThrowIfNull(services);

        return services.AddSingleton<IFrostingContext, TContext>();
    }

    /// <summary>Registers what happens before the first and after the last task. The last registration wins.</summary>
    /// <typeparam name="TLifetime">The lifetime.</typeparam>
    /// <param name="services">The services of the host.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseLifetime<TLifetime>(this IServiceCollection services)
        where TLifetime : class, IFrostingLifetime
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddSingleton<TLifetime>();
        services.AddSingleton<IFrostingLifetime>(Get<TLifetime>);
        services.AddSingleton<IFrostingSetup>(Get<TLifetime>);
        return services.AddSingleton<IFrostingTeardown>(Get<TLifetime>);
    }

    /// <summary>Registers what happens before the first task. The last registration wins.</summary>
    /// <typeparam name="TSetup">The setup.</typeparam>
    /// <param name="services">The services of the host.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseSetup<TSetup>(this IServiceCollection services)
        where TSetup : class, IFrostingSetup
    {
        ArgumentNullException.ThrowIfNull(services);

        return services.AddSingleton<IFrostingSetup, TSetup>();
    }

    /// <summary>Registers what happens after the last task. The last registration wins.</summary>
    /// <typeparam name="TTeardown">The teardown.</typeparam>
    /// <param name="services">The services of the host.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseTeardown<TTeardown>(this IServiceCollection services)
        where TTeardown : class, IFrostingTeardown
    {
        ArgumentNullException.ThrowIfNull(services);

        return services.AddSingleton<IFrostingTeardown, TTeardown>();
    }

    /// <summary>Registers what happens before and after each task. The last registration wins.</summary>
    /// <typeparam name="TLifetime">The lifetime.</typeparam>
    /// <param name="services">The services of the host.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseTaskLifetime<TLifetime>(this IServiceCollection services)
        where TLifetime : class, IFrostingTaskLifetime
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddSingleton<TLifetime>();
        services.AddSingleton<IFrostingTaskLifetime>(Get<TLifetime>);
        services.AddSingleton<IFrostingTaskSetup>(Get<TLifetime>);
        return services.AddSingleton<IFrostingTaskTeardown>(Get<TLifetime>);
    }

    /// <summary>Registers what happens before each task. The last registration wins.</summary>
    /// <typeparam name="TSetup">The setup.</typeparam>
    /// <param name="services">The services of the host.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseTaskSetup<TSetup>(this IServiceCollection services)
        where TSetup : class, IFrostingTaskSetup
    {
        ArgumentNullException.ThrowIfNull(services);

        return services.AddSingleton<IFrostingTaskSetup, TSetup>();
    }

    /// <summary>Registers what happens after each task. The last registration wins.</summary>
    /// <typeparam name="TTeardown">The teardown.</typeparam>
    /// <param name="services">The services of the host.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseTaskTeardown<TTeardown>(this IServiceCollection services)
        where TTeardown : class, IFrostingTaskTeardown
    {
        ArgumentNullException.ThrowIfNull(services);

        return services.AddSingleton<IFrostingTaskTeardown, TTeardown>();
    }

    /// <summary>Registers what a Cake module registers.</summary>
    /// <typeparam name="TModule">The module.</typeparam>
    /// <param name="services">The services of the host.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseModule<TModule>(this IServiceCollection services)
        where TModule : ICakeModule, new()
    {
        ArgumentNullException.ThrowIfNull(services);

        return Cli.ServiceCollectionExtensions.UseModule<TModule>(services);
    }

    /// <summary>Registers an installer for tools of another kind than NuGet packages and .NET tools.</summary>
    /// <typeparam name="TPackageInstaller">The installer.</typeparam>
    /// <param name="services">The services of the host.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UsePackageInstaller<TPackageInstaller>(this IServiceCollection services)
        where TPackageInstaller : class, IPackageInstaller
    {
        ArgumentNullException.ThrowIfNull(services);

        return services.AddSingleton<IPackageInstaller, TPackageInstaller>();
    }

    /// <summary>Sets the working directory, relative to the current one. The argument <c>--working</c> wins over it.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="path">The directory.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseWorkingDirectory(this IServiceCollection services, DirectoryPath path)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(path);

        return services.AddSingleton(new WorkingDirectory(path));
    }

    /// <summary>Registers a tool, which is installed before the first task runs.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="uri">The tool, such as <c>nuget:?package=NUnit.ConsoleRunner&amp;version=3.18.3</c>.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseTool(this IServiceCollection services, Uri uri)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(uri);

        return services.AddSingleton(new PackageReference(uri));
    }

    /// <summary>Sets the directory that tools are installed to, instead of <c>tools</c> in the working directory.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="toolPath">The directory.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseToolPath(this IServiceCollection services, DirectoryPath toolPath)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(toolPath);

        return services.UseCakeSetting("Paths_Tools", toolPath.FullPath);
    }

    /// <summary>Sets a value of Cake's configuration. Environment, <c>cake.config</c> and arguments win over it.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="key">The name, such as <c>NuGet_Source</c>.</param>
    /// <param name="value">The value.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseCakeSetting(this IServiceCollection services, string key, string value)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);

        return services.AddSingleton(new CakeSetting(key, value));
    }

    private static T Get<T>(IServiceProvider provider)
        where T : notnull
        => provider.GetRequiredService<T>();
}
