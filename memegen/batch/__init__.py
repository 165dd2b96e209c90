"""Batches: rows to jobs, jobs to pictures in as many processes as asked for, pictures to whole files."""
