using Cake.Cli;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.IO;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>The services of a host that registers none. Whatever is registered after these wins.</summary>
internal static class HostServices
{
    public static void AddHostDefaults(this IServiceCollection services)
    {
        services.AddCakeDiagnostics();
        services.UseCakeDefaultModules();

        services.AddSingleton<Core.Tooling.IToolInstaller, DeferredToolInstaller>();
        services.AddSingleton<IToolInstaller, ToolInstaller>();
        services.AddSingleton<IVersionResolver, FrostingVersion>();
        services.AddSingleton<ICakeVersionFeature, VersionFeature>();
        services.AddSingleton<ICakeInfoFeature, InfoFeature>();
        services.AddSingleton<IFrostingContext, FrostingContext>();
        services.AddSingleton(provider => provider.GetRequiredService<HostRun>().Arguments);
        services.AddSingleton(ReadConfiguration);
    }

    private static ICakeConfiguration ReadConfiguration(IServiceProvider provider)
    {
        var environment = provider.GetRequiredService<ICakeEnvironment>();
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in provider.GetServices<CakeSetting>())
        {
            settings[setting.Key] = setting.Value;
        }

        var arguments = provider.GetRequiredService<ICakeArguments>();
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in arguments.GetArguments().Keys)
        {
            values[name] = arguments.GetArgument(name) ?? string.Empty;
        }

        var reader = new CakeConfigurationProvider(provider.GetRequiredService<IFileSystem>(), environment);
        return reader.CreateConfiguration(environment.WorkingDirectory, settings, values);
    }
}
