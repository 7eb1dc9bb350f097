using Spam.Bench;

ProductReport.Print(Console.Out);
