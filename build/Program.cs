using Build;
using Cake.Frosting;

return new CakeHost().UseGoDocker<BuildContext>().Run(args);
