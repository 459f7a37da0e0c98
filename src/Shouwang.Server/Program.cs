using System.Text;
using Shouwang.Server.Cli;

// Departments deliver GB18030; .NET knows it only after this.
Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
Console.OutputEncoding = Encoding.UTF8;
return await CommandLine.RunAsync(args);
