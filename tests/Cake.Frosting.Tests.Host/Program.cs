using Cake.Frosting;
using Cake.Frosting.Tests.Host;

return new CakeHost()
    .UseContext<BuildContext>()
    .UseLifetime<Lifetime>()
    .UseTaskLifetime<TaskLifetime>()
    .Run(args);
