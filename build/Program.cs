using Build;
using Cake.Frosting;
using Cake.Frosting.GoDocker;

return new CakeHost().UseGoDocker<BuildContext>().Run(args);
