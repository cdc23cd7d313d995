using Cake.Frosting;

return new CakeHost()
    .UseGoDocker()
    .Run(args);
