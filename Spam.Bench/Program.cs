using Spam.Bench;

ProductReport.Print(Console.Out);
StepReport.Print(Console.Out);
