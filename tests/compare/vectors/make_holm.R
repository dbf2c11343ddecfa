# Writes holm_r.csv: p-values and what p.adjust makes of them.
#   Rscript make_holm.R      in this folder; R 4.2.2
set.seed(21)
text <- function(v) paste(sprintf("%.17g", v), collapse = " ")
sink("holm_r.csv")
cat("p_values,adjusted\n")
for (p in list(0.03, c(0.01, 0.04, 0.03, 0.005), c(0.02, 0.02, 0.02),
               c(0.9, 0.8, 1), runif(12)^3)) {
  cat(text(p), text(p.adjust(p, "holm")), sep = ",")
  cat("\n")
}
sink()
